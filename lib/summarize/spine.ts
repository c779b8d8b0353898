import { dot } from '@/lib/statistics/dot';
import type { Candidate, SummaryPassage } from './candidates';
import { meaningVectors } from './meaning-vectors';
import { pointsBack } from './points-back';
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
 * @param passages those that the candidates' places name
 * @param vectors the encoder's, of the candidates in their order, L2-normalised
 * @returns in the order of the candidates
 */
export function rankCandidates(
  passages: readonly Pick<SummaryPassage, 'score' | 'heading'>[],
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
  const features = spineFeatures(passages, candidates, places, asked);
  return candidates.flatMap((candidate, at) => {
    const own = features[at];
    const vector = places[at];
    return own && vector ? [{ candidate, features: own, score: weigh(own, weights), vector }] : [];
  });
}

/**
 * The spine of a summary: the best candidates that do not repeat each other (maximal marginal relevance, Carbonell and
 * Goldstein, SIGIR 1998), best first. A sentence that points back ("It does nothing …") comes with the one before it, or
 * not at all unless there is nothing else.
 *
 * @param ranked in the order of the candidates
 * @param worthwhile which of them may be chosen for themselves
 */
export function pickSpine(
  ranked: readonly RankedCandidate[],
  count: number,
  { repetition, mostBehind }: Pick<SpineWeights, 'repetition' | 'mostBehind'>,
  worthwhile: (one: RankedCandidate) => boolean = () => true,
): RankedCandidate[] {
  const eligible = ranked.filter(worthwhile);
  const least = Math.max(...eligible.map(({ score }) => score)) - mostBehind;
  const left = new Set(eligible.filter(({ score }) => score >= least));
  const spine: RankedCandidate[] = [];
  const unexplained: RankedCandidate[] = [];
  while (spine.length < count && left.size > 0) {
    const best = bestOf(left, spine, repetition);
    if (!best) break;
    left.delete(best);
    const before = sentenceBefore(ranked, best);
    if (!leansOnBefore(best) || (before && spine.includes(before))) spine.push(best);
    else if (before && !leansOnBefore(before) && spine.length + 2 <= count) {
      left.delete(before);
      spine.push(before, best);
    } else unexplained.push(best);
  }
  return spine.length > 0 ? spine : unexplained.slice(0, count);
}

function bestOf(
  left: ReadonlySet<RankedCandidate>,
  spine: readonly RankedCandidate[],
  repetition: number,
): RankedCandidate | undefined {
  let best: RankedCandidate | undefined;
  let bestValue = -Infinity;
  for (const one of left) {
    const repeated = Math.max(0, ...spine.map((chosen) => dot(chosen.vector, one.vector)));
    const value = one.score - repetition * repeated;
    if (value > bestValue) [best, bestValue] = [one, value];
  }
  return best;
}

/** The sentence that stands right before another in its passage, where it is a candidate. */
function sentenceBefore(
  ranked: readonly RankedCandidate[],
  { candidate }: RankedCandidate,
): RankedCandidate | undefined {
  return ranked.find(
    ({ candidate: { passage, ordinal } }) =>
      passage === candidate.passage && ordinal === candidate.ordinal - 1,
  );
}

/** "This paper …" says itself what it means. */
function leansOnBefore({ candidate: { text }, features: { announces } }: RankedCandidate): boolean {
  return announces === 0 && pointsBack(text);
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
