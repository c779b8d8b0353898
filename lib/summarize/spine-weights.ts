import type { SpineFeatures } from './spine-features';

export interface SpineWeights extends SpineFeatures {
  /** Taken from a candidate's score, times its greatest similarity with a sentence already chosen. */
  repetition: number;
  /** How far a candidate's score may be behind the best one's. */
  mostBehind: number;
}

/**
 * For a question. Tuned for ROUGE-1 + ROUGE-2 on QMSum spans (training part); standing and mostBehind on the queries of the
 * sample corpus, for the share of sentences that come from the documents named there.
 */
export const QUERY_FOCUSED: SpineWeights = {
  relevance: 0.8,
  passageRelevance: 0.4,
  queryWords: 0.4,
  headedWords: 0,
  standing: 0.6,
  centrality: 0,
  sharedWords: 0,
  opening: 0,
  length: 0.1,
  tooLong: -0.05,
  tooShort: -0.2,
  question: -0.3,
  announces: 0,
  reports: 0,
  leans: -0.1,
  fits: 0.25,
  repetition: 0.5,
  mostBehind: 0.4,
};

/** For passages without a question. Tuned on SciTLDR abstracts (training part), opening and repetition
 * also on Chinese abstracts and medical reviews. */
export const PLAIN: SpineWeights = {
  relevance: 0,
  passageRelevance: 0,
  queryWords: 0,
  headedWords: 0,
  standing: 0,
  centrality: 0.73,
  sharedWords: 0.15,
  opening: 0.2,
  length: 0.05,
  tooLong: -0.06,
  tooShort: -0.3,
  question: -0.3,
  announces: 0.5,
  reports: -0.13,
  leans: -0.05,
  fits: 0,
  repetition: 0.2,
  mostBehind: Infinity,
};
