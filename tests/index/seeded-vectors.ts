import { seededRandom } from '@/lib/statistics/random';

/** Vectors of length 1 around a few hundred centres, as embeddings of text lie; the same for the same seed. */
export function seededVectors(count: number, dimension: number, seed: number): Float32Array[] {
  const random = seededRandom(seed);
  const spread = () => random() + random() + random() - 1.5;
  const centres = Array.from({ length: 200 }, () => Float32Array.from({ length: dimension }, spread));
  return Array.from({ length: count }, () => {
    const centre = centres[Math.floor(random() * centres.length)] ?? new Float32Array(dimension);
    return normalised(centre.map((value) => value + 0.7 * spread()));
  });
}

/** The vector at length 1. */
function normalised(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}
