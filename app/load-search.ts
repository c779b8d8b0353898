import type { InitialSearch } from '@/components/search/search-page';
import type { SearchOutcome } from '@/components/search/use-search';
import { filterParameters, searchParameters, viewOf, type View } from '@/components/search/view-state';
import { facetsRequestOf } from '@/lib/api/document-requests';
import { log } from '@/lib/api/log';
import { errorOfRequest } from '@/lib/api/problem-response';
import { searchRequestOf } from '@/lib/api/search-request';
import { runtime } from '@/lib/runtime';
import { search } from '@/lib/search/search';
import { facets } from '@/lib/store/facets';
import { storeStats } from '@/lib/store/stats';

/**
 * What the search page needs at once, found on the server: a shared address shows its results without waiting for
 * scripts. What fails is left for the page to ask again, where it can say what is wrong.
 */
export async function loadSearch(
  parameters: Record<string, string | string[] | undefined>,
): Promise<InitialSearch> {
  const view = viewOf(urlParameters(parameters));
  const facetsKey = filterParameters(view).toString();
  try {
    const { store } = await runtime();
    const { documents, passages } = await storeStats(store);
    return {
      outcome: await outcomeOf(view),
      facets: facets(store, facetsRequestOf(filterParameters(view))),
      facetsKey,
      holdings: { documents, passages },
    };
  } catch (thrown) {
    const error = errorOfRequest(thrown, 'page');
    log().error({ code: error.code, err: error.cause ?? error }, 'page without its first answer');
    return { outcome: null, facets: null, facetsKey, holdings: null };
  }
}

/** The answer to the page's query, or the error that the page shall show; null when nothing is asked. */
async function outcomeOf(view: View): Promise<SearchOutcome | null> {
  if (view.query.trim() === '') return null;
  const parameters = searchParameters(view);
  const key = parameters.toString();
  try {
    const request = searchRequestOf(parameters);
    const parts = await runtime();
    return { key, answer: await parts.permits.searches.run(() => search(parts, request)), error: null };
  } catch (thrown) {
    return { key, answer: null, error: errorOfRequest(thrown, 'page').reason };
  }
}

function urlParameters(parameters: Record<string, string | string[] | undefined>): URLSearchParams {
  return new URLSearchParams(
    Object.entries(parameters).flatMap(([name, value]) =>
      [value ?? []].flat().map((one): [string, string] => [name, one]),
    ),
  );
}
