import type { Candidate } from './candidates';
import { dot, meaningVectors } from './meaning-vectors';
import { spineFeatures, type SpineFeatures } from './spine-features';
import { PLAIN, QUERY_FOCUSED, type SpineWeights } from './spine-weights';

/** A candidate with its value for the summary. */
export interface RankedCandidate {
  candidate: Candidate;
  features: SpineFeatures;
  /** Weighted sum of its features; comparable within one summary only. */
  score: number;
  vector: Float32Array;
}

/**
 * Weighs candidates against a query, or for themselves without one.
 *
 * @param vectors the encoder's, of the candidates in their order, L2-normalised
 * @returns in the order of the candidates
 */
export function rankCandidates(
  candidates: readonly Candidate[],
  vectors: readonly Float32Array[],
  query: { text: string; vector: Float32Array } | null,
  weights: SpineWeights = query ? QUERY_FOCUSED : PLAIN,
): RankedCandidate[] {
  const texts = candidates.map(({ text }) => text);
  const meanings = query
    ? meaningVectors([query.text, ...texts], [query.vector, ...vectors])
    : meaningVectors(texts, vectors);
  const places = query ? meanings.slice(1) : meanings;
  const asked = query && meanings[0] ? { text: query.text, vector: meanings[0] } : null;
  const features = spineFeatures(candidates, places, asked);
  return candidates.flatMap((candidate, at) => {
    const own = features[at];
    const vector = places[at];
    return own && vector ? [{ candidate, features: own, score: weigh(own, weights), vector }] : [];
  });
}

/**
 * The spine of a summary: the best candidates that do not repeat each other (maximal marginal relevance, Carbonell and
 * Goldstein, SIGIR 1998), best first.
 */
export function pickSpine(
  ranked: readonly RankedCandidate[],
  count: number,
  { repetition }: Pick<SpineWeights, 'repetition'>,
): RankedCandidate[] {
  const spine: RankedCandidate[] = [];
  const left = new Set(ranked);
  while (spine.length < count && left.size > 0) {
    let best: RankedCandidate | undefined;
    let bestValue = -Infinity;
    for (const one of left) {
      const repeated = Math.max(0, ...spine.map((chosen) => dot(chosen.vector, one.vector)));
      const value = one.score - repetition * repeated;
      if (value > bestValue) [best, bestValue] = [one, value];
    }
    if (!best) break;
    left.delete(best);
    spine.push(best);
  }
  return spine;
}

/** Orders a spine for reading: passages by their best sentence, the sentences of a passage as they stand in it. */
export function inReadingOrder(spine: readonly RankedCandidate[]): RankedCandidate[] {
  const rank = new Map<number, number>();
  spine.forEach(({ candidate }, at) => {
    if (!rank.has(candidate.passage)) rank.set(candidate.passage, at);
  });
  const rankOf = ({ candidate }: RankedCandidate) => rank.get(candidate.passage) ?? 0;
  return [...spine].sort((a, b) => rankOf(a) - rankOf(b) || a.candidate.start - b.candidate.start);
}

function weigh(features: SpineFeatures, weights: SpineWeights): number {
  const names = Object.keys(features) as (keyof SpineFeatures)[];
  return names.reduce((sum, name) => sum + features[name] * weights[name], 0);
}
