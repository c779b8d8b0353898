import type { DocumentFilter, DocumentRow } from '@/lib/store/types';
import type { Strength, StrengthEvidence } from './strength';

export type SearchMode = 'hybrid' | 'semantic' | 'lexical';

export interface SearchRequest {
  query: string;
  mode: SearchMode;
  /** Documents on the page, 1 to 100. */
  limit: number;
  /** Documents skipped, 0 or more. */
  offset: number;
  filter: DocumentFilter;
  /** Fill in `explanation` of every hit. */
  explain?: boolean;
}

/** UTF-16 offsets into the passage's text, end exclusive. */
export interface Span {
  start: number;
  end: number;
}

export interface PassageHit {
  id: number;
  ordinal: number;
  /** UTF-16 offsets into the document's text. */
  start: number;
  end: number;
  headingPath: string[];
  page: number | null;
  score: number;
  text: string;
  /** Matched words, ascending, not overlapping. */
  highlights: Span[];
  /** The sentence that answers best. */
  bestSentence: Span;
}

/**
 * What speaks for a passage, and what that was worth. contribution = weight × normalised.
 *
 * `semantic` and `lexical` are lists; `neighbours` is what the passages most like it score.
 */
export interface ListEvidence {
  list: 'semantic' | 'lexical' | 'neighbours';
  /** From 1; null when the list did not have it, and for neighbours. */
  rank: number | null;
  /**
   * Cosine; bm25 with its sign turned so that more is better; mean score of the neighbours. null when there is none.
   */
  raw: number | null;
  /** 0 to 1. */
  normalised: number;
  weight: number;
  contribution: number;
}

/** Why a hit stands where it stands: the contributions add up to the score of its first passage. */
export interface Explanation {
  passageId: number;
  matchedWords: string[];
  lists: ListEvidence[];
  score: number;
  /** What strength and relevance go by. */
  judgedBy: StrengthEvidence;
}

export interface SearchHit {
  /** From 1, offset included. */
  rank: number;
  /** That of its best passage, which is among those shown. Orders the hits of one answer. */
  score: number;
  /** How good it is whatever the others are. */
  strength: Strength;
  /** Probability that its first passage answers, 0 to 1; what `strength` goes by. */
  relevance: number;
  document: DocumentRow;
  /** At most three, the one that tells most of what was asked first; it need not be the best scored one. */
  passages: PassageHit[];
  explanation?: Explanation;
}

/** Where the time of a search goes, milliseconds. Vectors and words are looked up side by side. */
export interface SearchTimings {
  embedMs: number;
  /** Nearest vectors, with the filter. */
  vectorsMs: number;
  wordsMs: number;
  /** Fusing the lists and comparing what is on top. */
  rankMs: number;
  /** Reading, marking and judging what is shown. */
  presentMs: number;
}

export interface SearchResponse {
  query: string;
  mode: SearchMode;
  /** Documents that match (among the candidates the lists brought). */
  total: number;
  /** The best of the hits' strengths, null without any: when it is `weak`, nothing here matches well. */
  strength: Strength | null;
  tookMs: number;
  timings: SearchTimings;
  hits: SearchHit[];
}
