import { dot } from '@/lib/statistics/dot';
import type { PlanePoint } from './types';

const ROUNDS = 40;

/**
 * The two directions in which vectors differ most (principal components, by power iteration), as coordinates: where the
 * projection starts from, so that what is far apart starts far apart. The same vectors always give the same.
 *
 * @returns one point for each, of mean 0; all the same when the vectors are
 */
export function principalPlane(vectors: readonly Float32Array[]): PlanePoint[] {
  const dimension = vectors[0]?.length ?? 0;
  const mean = new Float32Array(dimension);
  for (const vector of vectors) addScaled(mean, vector, 1 / vectors.length);
  const centred = vectors.map((vector) => vector.map((value, at) => value - (mean[at] ?? 0)));
  const first = direction(centred, dimension, null);
  const second = direction(centred, dimension, first);
  return centred.map((vector) => [dot(vector, first), dot(vector, second)]);
}

function direction(
  centred: readonly Float32Array[],
  dimension: number,
  across: Float32Array | null,
): Float32Array {
  // Any start will do that is not at right angles to everything; this one is spread over all dimensions.
  let found = normalised(Float32Array.from({ length: dimension }, (_, at) => Math.sin(at * 1.7 + 1)));
  for (let round = 0; round < ROUNDS; round += 1) {
    const next = new Float32Array(dimension);
    for (const vector of centred) addScaled(next, vector, dot(vector, found));
    if (across) addScaled(next, across, -dot(next, across));
    found = normalised(next);
  }
  return found;
}

function addScaled(sum: Float32Array, vector: Float32Array, factor: number): void {
  for (let at = 0; at < sum.length; at += 1) sum[at] = (sum[at] ?? 0) + factor * (vector[at] ?? 0);
}

/** Length 1; nothing stays nothing. */
export function normalised(vector: Float32Array): Float32Array {
  const length = Math.sqrt(dot(vector, vector));
  return length === 0 ? vector : vector.map((value) => value / length);
}
