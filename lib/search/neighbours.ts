import { bestFirst, sumOf, type FusedPassage } from './fuse';

/** Passages at the top that support each other. */
export const SUPPORTED = 50;
/** Passages most like one that speak for it. */
const NEAREST = 5;
/** Share of a score that comes from them. */
const WEIGHT = 0.3;

/**
 * Lets passages that say the same support each other (the cluster hypothesis; Diaz 2007 calls it score
 * regularisation): a share of each score is the mean score of its five nearest among the best fifty. A passage that
 * matched by chance stands alone, one on the subject has company.
 *
 * Deeper passages have no such part, and their order stays. With too few passages for five neighbours nothing changes.
 *
 * @param passages best first
 * @param vectorOf a passage's L2-normalised vector, or undefined where there is none
 * @param trust how far the vectors can be trusted for this query, 0 to 1
 * @returns the same passages, best first, with the evidence added
 */
export function supportByNeighbours<T extends FusedPassage>(
  passages: readonly T[],
  vectorOf: (passage: T) => Float32Array | undefined,
  trust: number,
): T[] {
  const weight = WEIGHT * trust;
  const top = passages.slice(0, SUPPORTED);
  const vectors = top.map(vectorOf);
  if (weight <= 0 || vectors.filter((vector) => vector !== undefined).length <= NEAREST) return [...passages];
  const scores = top.map(({ score }) => score);
  const supported = passages.map((passage, place) => {
    const support = place < top.length ? meanOfNearest(vectors, scores, place) : null;
    const lists = passage.lists.map((evidence) => {
      const scaled = evidence.weight * (1 - weight);
      return { ...evidence, weight: scaled, contribution: scaled * evidence.normalised };
    });
    const normalised = support ?? 0;
    lists.push({
      list: 'neighbours',
      rank: null,
      raw: support,
      normalised,
      weight,
      contribution: weight * normalised,
    });
    return { ...passage, lists, score: sumOf(lists) };
  });
  return bestFirst(supported);
}

/** Mean score of the passages nearest to one, itself left out; null without a vector. */
function meanOfNearest(
  vectors: readonly (Float32Array | undefined)[],
  scores: readonly number[],
  place: number,
): number | null {
  const own = vectors[place];
  if (!own) return null;
  const others = vectors.flatMap((vector, index) =>
    vector && index !== place ? [{ index, similarity: dot(own, vector) }] : [],
  );
  others.sort((a, b) => b.similarity - a.similarity || a.index - b.index);
  const nearest = others.slice(0, NEAREST);
  return nearest.reduce((sum, { index }) => sum + (scores[index] ?? 0), 0) / nearest.length;
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let axis = 0; axis < a.length; axis += 1) sum += (a[axis] ?? 0) * (b[axis] ?? 0);
  return sum;
}
