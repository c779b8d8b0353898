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
  const similarities = similaritiesOf(vectors);
  const supported = passages.map((passage, place) => {
    const support = vectors[place] ? meanOfNearest(similarities, scores, place) : null;
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

/** Row by row, how alike any two are; -Infinity for a passage with itself and for one without a vector. */
function similaritiesOf(vectors: readonly (Float32Array | undefined)[]): Float64Array {
  const count = vectors.length;
  const similarities = new Float64Array(count * count).fill(-Infinity);
  for (const [row, a] of vectors.entries()) {
    for (let column = 0; a && column < row; column += 1) {
      const b = vectors[column];
      if (!b) continue;
      const similarity = dot(a, b);
      similarities[row * count + column] = similarity;
      similarities[column * count + row] = similarity;
    }
  }
  return similarities;
}

/** Mean score of the passages nearest to one, itself left out; of two that are as near, the better one counts. */
function meanOfNearest(similarities: Float64Array, scores: readonly number[], place: number): number {
  const row = similarities.slice(place * scores.length, (place + 1) * scores.length);
  let sum = 0;
  for (let taken = 0; taken < NEAREST; taken += 1) {
    let nearest = 0;
    for (let other = 1; other < row.length; other += 1)
      if ((row[other] ?? -Infinity) > (row[nearest] ?? -Infinity)) nearest = other;
    sum += scores[nearest] ?? 0;
    row[nearest] = -Infinity;
  }
  return sum / NEAREST;
}

/** Four sums at once: additions that wait for each other take three times as long. */
function dot(a: Float32Array, b: Float32Array): number {
  let [s0, s1, s2, s3] = [0, 0, 0, 0];
  for (let axis = 0; axis < a.length; axis += 4) {
    s0 += (a[axis] ?? 0) * (b[axis] ?? 0);
    s1 += (a[axis + 1] ?? 0) * (b[axis + 1] ?? 0);
    s2 += (a[axis + 2] ?? 0) * (b[axis + 2] ?? 0);
    s3 += (a[axis + 3] ?? 0) * (b[axis + 3] ?? 0);
  }
  return s0 + s1 + s2 + s3;
}
