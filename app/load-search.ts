import type { InitialSearch } from '@/components/search/search-page';
import type { SearchOutcome } from '@/components/search/use-search';
import { filterParameters, searchParameters, viewOf, type View } from '@/components/search/view-state';
import { answerSearch, type SearchParts } from '@/lib/api/answer-search';
import { facetsRequestOf } from '@/lib/api/document-requests';
import { log } from '@/lib/api/log';
import { errorOfRequest } from '@/lib/api/problem-response';
import { searchRequestOf } from '@/lib/api/search-request';
import { withinTime } from '@/lib/api/within-time';
import type { Config } from '@/lib/config';
import { runtime } from '@/lib/runtime';
import { facets } from '@/lib/store/facets';
import { storeStats } from '@/lib/store/stats';

/** What a page is answered with. */
type PageParts = SearchParts & { config: Pick<Config, 'requestSeconds'> };

/**
 * What the search page needs at once, found on the server: a shared address shows its results without waiting for
 * scripts. What fails is left for the page to ask again, where it can say what is wrong.
 */
export async function loadSearch(
  parameters: Record<string, string | string[] | undefined>,
  start: () => Promise<PageParts> = runtime,
): Promise<InitialSearch> {
  const view = viewOf(urlParameters(parameters));
  const facetsKey = filterParameters(view).toString();
  try {
    const parts = await start();
    const { store } = parts;
    const { documents, passages } = await storeStats(store);
    return {
      outcome: await outcomeOf(view, parts),
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

/**
 * The answer to the page's query, or the error that the page shall show; null when nothing is asked. It is given as much
 * time as a request of the API.
 */
async function outcomeOf(view: View, parts: PageParts): Promise<SearchOutcome | null> {
  if (view.query.trim() === '') return null;
  const parameters = searchParameters(view);
  const key = parameters.toString();
  try {
    const request = searchRequestOf(parameters);
    const answer = await withinTime(reader(), parts.config.requestSeconds, (signal) =>
      answerSearch(parts, request, signal),
    );
    return { key, answer, error: null };
  } catch (thrown) {
    const error = errorOfRequest(thrown, 'page');
    // As for requests of the API: that it is busy is no fault of the server.
    if (error.status >= 500 && error.code !== 'overloaded')
      log().error({ code: error.code, err: error.cause ?? error }, 'page without its answer');
    return { key, answer: null, error: error.reason };
  }
}

/** Next.js does not tell a page that its reader has gone. */
const reader = () => new AbortController().signal;

function urlParameters(parameters: Record<string, string | string[] | undefined>): URLSearchParams {
  return new URLSearchParams(
    Object.entries(parameters).flatMap(([name, value]) =>
      [value ?? []].flat().map((one): [string, string] => [name, one]),
    ),
  );
}
