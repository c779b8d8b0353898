import type { Retriever } from '@/lib/index/retriever-client';
import type { RetrievalResult } from '@/lib/index/types';
import { passageKeysByVector } from '@/lib/store/passages';
import type { DocumentFilter, PassageKey, Store } from '@/lib/store/types';
import type { RankedPassage } from './fuse';
import { SUPPORTED } from './neighbours';
import { vectorsAtHand, type VectorsOf } from './vectors-at-hand';

export interface SemanticList {
  /** Best first; score = cosine. Passages with the same words share a vector and a score. */
  passages: RankedPassage[];
  keys: PassageKey[];
  /** Share of the query's tokens that the encoder does not know, 0 to 1. */
  unknownShare: number;
  /** The query's, L2-normalised. */
  vector: Float32Array;
  /** Of passages; those on top are at hand. */
  vectorsOf: VectorsOf;
  /** Milliseconds in the encoder's thread: embedding the query, catching up with the database and filtering, searching. */
  timings: RetrievalResult['timings'];
}

/**
 * The passages nearest to the query in the encoder's space.
 *
 * @param text what the encoder reads
 * @param depth vectors at most; passages may be more
 * @throws RecollectError as Retriever.search
 */
export async function semanticSearch(
  store: Store,
  retriever: Pick<Retriever, 'search'>,
  text: string,
  { filter, depth }: { filter: DocumentFilter; depth: number },
): Promise<SemanticList> {
  const found = await retriever.search({ query: text, k: depth, filter, withVectors: SUPPORTED });
  const { hits, unknownShare, vector, timings } = found;
  const similarity = new Map(hits.map(({ label, similarity }) => [label, similarity]));
  const keys = passageKeysByVector(store, [...similarity.keys()], filter);
  const passages = keys.map(({ id, vectorId }) => ({ id, score: similarity.get(vectorId) ?? -1 }));
  passages.sort((a, b) => b.score - a.score || a.id - b.id);
  const vectorsOf = vectorsAtHand(store, found, vector.length);
  return { passages, keys, unknownShare, vector, vectorsOf, timings };
}
