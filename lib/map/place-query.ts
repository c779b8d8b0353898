import { search, type SearchDependencies } from '@/lib/search/search';
import type { SearchRequest } from '@/lib/search/types';
import { positionsOf } from './map-view';

/** How much more the best hit says than the others: the power of the score. */
const SHARPNESS = 3;

export interface PlacedHit {
  /** Id of the passage. */
  passage: number;
  /** Rank of its document, from 1. */
  rank: number;
  /** 0 to MAP_EXTENT. */
  x: number;
  y: number;
}

export interface PlacedQuery {
  query: string;
  /** Where the query lies; null when none of its hits is on the map. */
  position: { x: number; y: number } | null;
  /** Best first. */
  hits: PlacedHit[];
}

/**
 * Where a query lies on the map: at the mean of its hits, the better ones counting more. The plane itself cannot be asked,
 * since it was laid out without the query.
 *
 * @throws RecollectError as search
 */
export async function placeQuery(deps: SearchDependencies, request: SearchRequest): Promise<PlacedQuery> {
  const { hits } = await search(deps, request);
  const found = hits.flatMap(({ rank, passages }) =>
    passages.map(({ id, score }) => ({ passage: id, rank, score })),
  );
  const positions = positionsOf(
    deps.store,
    found.map(({ passage }) => passage),
  );
  let [x, y, sum] = [0, 0, 0];
  const placed: PlacedHit[] = [];
  for (const { passage, rank, score } of found) {
    const position = positions.get(passage);
    if (!position) continue;
    placed.push({ passage, rank, ...position });
    const weight = Math.max(score, 1e-3) ** SHARPNESS;
    x += weight * position.x;
    y += weight * position.y;
    sum += weight;
  }
  const position = sum > 0 ? { x: Math.round(x / sum), y: Math.round(y / sum) } : null;
  return { query: request.query, position, hits: placed };
}
