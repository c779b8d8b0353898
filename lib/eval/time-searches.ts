import { search, type SearchDependencies } from '@/lib/search/search';
import type { SearchMode } from '@/lib/search/types';

/** Milliseconds of one whole search: embedding the query, both lists, fusion, marks. */
export type SearchTimes = Record<SearchMode, { median: number; p95: number }>;

const MODES: readonly SearchMode[] = ['lexical', 'semantic', 'hybrid'];
/** Queries that are timed; more do not change the figures. */
const MOST_QUERIES = 200;
/** Searches that are not counted: caches fill, code is compiled. */
const WARM_UP = 10;

/** Searches for the first page of one query after another, in each mode. */
export async function timeSearches(
  deps: SearchDependencies,
  queries: readonly string[],
  signal: AbortSignal,
): Promise<SearchTimes> {
  const times: Record<SearchMode, number[]> = { lexical: [], semantic: [], hybrid: [] };
  for (const [turn, query] of queries.slice(0, MOST_QUERIES + WARM_UP).entries()) {
    for (const mode of MODES) {
      signal.throwIfAborted();
      const { tookMs } = await search(deps, { query, mode, limit: 10, offset: 0, filter: {} });
      if (turn >= WARM_UP || queries.length <= WARM_UP) times[mode].push(tookMs);
    }
  }
  return {
    lexical: quantiles(times.lexical),
    semantic: quantiles(times.semantic),
    hybrid: quantiles(times.hybrid),
  };
}

function quantiles(values: readonly number[]): { median: number; p95: number } {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  return { median: at(0.5), p95: at(0.95) };
}
