import type { RetrievalResult } from '@/lib/index/types';
import type { Store } from '@/lib/store/types';
import { vectorsById } from '@/lib/store/vectors';

/** The vectors with these ids, those that exist. */
export type VectorsOf = (ids: readonly number[]) => ReadonlyMap<number, Float32Array>;

/**
 * Vectors of passages, for as long as a search takes: those that came with the index's answer, others from the database,
 * each once. One costs the database as much time as ranking thirty passages.
 */
export function vectorsAtHand(
  store: Store,
  { hits, vectors }: Pick<RetrievalResult, 'hits' | 'vectors'>,
  dimension: number,
): VectorsOf {
  const known = new Map<number, Float32Array>();
  for (const [row, { label }] of hits.slice(0, vectors.length / dimension).entries())
    known.set(label, vectors.subarray(row * dimension, (row + 1) * dimension));
  return (ids) => {
    const missing = ids.filter((id) => !known.has(id));
    if (missing.length > 0) for (const [id, vector] of vectorsById(store, missing)) known.set(id, vector);
    return known;
  };
}
