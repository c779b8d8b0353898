/**
 * Weights of the logistic regression that says how likely a passage is to answer, in the order of
 * strength.ts/featuresOf. `npm run evaluate -- strength` fits them; docs/relevance.md has the sets and the figures.
 */
export const STRENGTH_MODEL = {
  /** For passages and queries that the encoder can read: constant, cosine, coverage, depth, 1 / rank. */
  meaning: [-6.73, 6.17, 0.93, 2.59, 1.59],
  /** By words alone: constant, coverage, depth, 1 / rank. */
  words: [-5.46, 3.48, 5.79, 1.12],
} as const;
