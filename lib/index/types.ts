/** A neighbour: label = vectors.id, similarity = cosine, -1 to 1. */
export interface Neighbour {
  label: number;
  similarity: number;
}

/**
 * A set of labelled unit vectors that answers k-nearest-neighbour queries by cosine similarity.
 * One contract suite (tests/contract/vector-index) holds for every implementation.
 */
export interface VectorIndex {
  readonly dimension: number;
  /** Live vectors; tombstones are not counted. */
  readonly size: number;
  has(label: number): boolean;
  /** Adds or replaces. @throws RangeError for a wrong length, or a value that is not finite. */
  add(label: number, vector: Float32Array): void;
  /** Removes; a label that is not there is ignored. Returns whether it was there. */
  remove(label: number): boolean;
  /**
   * The k most similar, best first, ties by ascending label.
   *
   * @param k 1 or more; more than there are gives all there are
   * @param allowed when given, only labels for which it is true; it may throw, and the throw reaches the caller
   */
  search(query: Float32Array, k: number, allowed?: (label: number) => boolean): Neighbour[];
}
