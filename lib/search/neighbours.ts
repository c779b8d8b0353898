import { createDotKernel, KERNEL_STEP } from '@/lib/index/dot-kernel';
import { bestFirst, sumOf, type FusedPassage } from './fuse';
import type { ListEvidence } from './types';

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
export function supportByNeighbours(
  passages: readonly FusedPassage[],
  vectorOf: (passage: FusedPassage) => Float32Array | undefined,
  trust: number,
): FusedPassage[] {
  const weight = WEIGHT * trust;
  const top = passages.slice(0, SUPPORTED);
  const vectors = top.map(vectorOf);
  if (weight <= 0 || vectors.filter((vector) => vector !== undefined).length <= NEAREST) return [...passages];
  const scores = top.map(({ score }) => score);
  const similarities = similaritiesOf(vectors);
  const supported = passages.map((passage, place) => {
    const support = vectors[place] ? meanOfNearest(similarities, scores, place) : null;
    const lists = passage.lists.map(({ list, rank, raw, normalised, weight: whole }): ListEvidence => {
      const scaled = whole * (1 - weight);
      return { list, rank, raw, normalised, weight: scaled, contribution: scaled * normalised };
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
    return { id: passage.id, lists, score: sumOf(lists) };
  });
  return bestFirst(supported);
}

const memory = new WebAssembly.Memory({ initial: 4 });
const dots = createDotKernel(memory);
const PAGE_BYTES = 65_536;
const FLOAT_BYTES = 4;

/** Row by row, how alike any two are; -Infinity for a passage with itself and for one without a vector. */
function similaritiesOf(vectors: readonly (Float32Array | undefined)[]): Float32Array {
  const count = vectors.length;
  const width = Math.max(...vectors.map((vector) => vector?.length ?? 0));
  const padded = Math.ceil(width / KERNEL_STEP) * KERNEL_STEP;
  const stride = padded * FLOAT_BYTES;
  const out = count * stride;
  const bytes = out + count * count * FLOAT_BYTES;
  if (bytes > memory.buffer.byteLength)
    memory.grow(Math.ceil((bytes - memory.buffer.byteLength) / PAGE_BYTES));
  const rows = new Float32Array(memory.buffer, 0, count * padded).fill(0);
  for (const [row, vector] of vectors.entries()) if (vector) rows.set(vector, row * padded);
  for (let row = 0; row < count; row += 1) {
    const from = out + row * count * FLOAT_BYTES;
    dots(row * stride, 0, from, from + count * FLOAT_BYTES, stride);
  }
  const similarities = new Float32Array(memory.buffer, out, count * count).slice();
  for (let row = 0; row < count; row += 1)
    for (let column = 0; column < count; column += 1)
      if (row === column || !vectors[row] || !vectors[column]) similarities[row * count + column] = -Infinity;
  return similarities;
}

/** Mean score of the passages nearest to one, itself left out; of two that are as near, the better one counts. */
function meanOfNearest(similarities: Float32Array, scores: readonly number[], place: number): number {
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
