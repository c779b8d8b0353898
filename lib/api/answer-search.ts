import type { Runtime } from '@/lib/runtime';
import { search, type SearchDependencies } from '@/lib/search/search';
import type { SearchRequest, SearchResponse } from '@/lib/search/types';
import { countSearch } from './metrics';

/** What a search is answered with. */
export type SearchParts = SearchDependencies & Pick<Runtime, 'permits' | 'latencies'>;

/**
 * Answers a search, whoever asks: an address of the API, a batch or a page. It waits for its turn, and how long it took is
 * kept for the status and for Prometheus.
 *
 * @param signal ends the waiting; a search that has begun goes on to its end
 * @throws RecollectError `overloaded`, `aborted`; as search
 */
export async function answerSearch(
  parts: SearchParts,
  request: SearchRequest,
  signal: AbortSignal,
): Promise<SearchResponse> {
  const found = await parts.permits.searches.run(() => search(parts, request), signal);
  parts.latencies.record(found);
  countSearch(found);
  return found;
}
