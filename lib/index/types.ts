import type { DocumentFilter } from '@/lib/store/types';

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
   * @throws RangeError as add, and for a k that is not a whole number from 1
   */
  search(query: Float32Array, k: number, allowed?: (label: number) => boolean): Neighbour[];
}

/** How a query was answered; see planner. */
export type SearchPlan = 'exact' | 'hnsw' | 'hnsw-then-exact' | 'empty';

/** What is asked of the index: a text to embed, or a vector. */
export interface RetrievalRequest {
  query?: string;
  /** L2-normalised, of the model's dimension; wins over `query`. */
  vector?: Float32Array;
  /** 1 or more. */
  k: number;
  filter?: DocumentFilter;
  /** Scan exactly, whatever the planner thinks. */
  exact?: boolean;
  /** Give the vectors of so many hits along: they are at hand where the index is. */
  withVectors?: number;
}

export interface RetrievalResult {
  /** The query's vector. */
  vector: Float32Array;
  /** Best first. */
  hits: Neighbour[];
  /** Of the first hits, as many as were asked for, one after the other. */
  vectors: Float32Array;
  plan: SearchPlan;
  /** Vectors the filter keeps; null without a filter. */
  candidates: number | null;
  /** Share (0 to 1) of the query's tokens that the model does not know; 0 for a vector. */
  unknownShare: number;
  /** The last change that the answer knows of. */
  seq: number;
  /** Milliseconds. */
  timings: { embedMs: number; syncMs: number; searchMs: number };
}

export interface IndexStats {
  /** Live vectors. */
  vectors: number;
  dimension: number;
  /** The last change that the index knows of. */
  seq: number;
  /** null while exact search serves, because there are few vectors. */
  graph: {
    /** Vectors in the graph. */
    vectors: number;
    /** Vectors still to be put into it; searched exactly until then. */
    pending: number;
    /** Share of its elements that are dead, 0 to 1. */
    deadShare: number;
    /** Candidates that a search weighs, at least: the fewest with which recall was good enough. */
    ef: number;
  } | null;
  /** The last measurement of recall on this index, by which ef was set; null before it, and without a graph. */
  recall: RecallReport | null;
  /** Where the graph came from at the last load. */
  snapshot: SnapshotState;
}

/** What became of the snapshot: used, not needed, absent, or thrown away and why. */
export type SnapshotState =
  | { state: 'loaded' }
  | { state: 'not-needed' }
  | { state: 'missing' }
  | { state: 'rejected'; reason: string };

/** How recall is to be measured. */
export interface RecallRequest {
  /** Neighbours compared, 1 or more. */
  k: number;
  /** Stored vectors asked with, at most. */
  sample: number;
  /** Chooses the sample. */
  seed: number;
}

/** How well the graph finds what an exact scan finds. */
export interface RecallReport {
  /** Neighbours compared. */
  k: number;
  /** Queries asked. */
  sample: number;
  /** What they were: queries of people, or stored vectors, each without itself. */
  askedWith: 'queries' | 'passages';
  /** Mean share of the exact neighbours that the graph finds, with a 95 % bootstrap interval; empty without a graph. */
  byEf: { ef: number; recall: number; low: number; high: number; medianMs: number }[];
  /** The ef that searches use. */
  ef: number;
  /** The smallest ef whose interval lies at 0.99 or above; null when none does. */
  recommendedEf: number | null;
}
