import type { Nearest } from './nearest';
import type { PlanePoint } from './types';

/** Neighbours that say where a vector belongs. */
const NEIGHBOURS = 5;
/** How much more the nearest says than the others: the power of the similarity. */
const SHARPNESS = 8;

/**
 * Where a vector belongs on a plane that was made without it: near the mean of its nearest neighbours there, the nearest
 * counting most.
 */
export function placeBeside(
  vector: Float32Array,
  nearest: Nearest,
  plane: readonly PlanePoint[],
): { point: PlanePoint; nearest: number } {
  const { indices, distances } = nearest.of(vector, NEIGHBOURS);
  let [x, y, sum] = [0, 0, 0];
  for (const [rank, place] of indices.entries()) {
    const weight = Math.max(1e-6, 1 - (distances[rank] ?? 1)) ** SHARPNESS;
    const [px, py] = plane[place] ?? [0, 0];
    x += weight * px;
    y += weight * py;
    sum += weight;
  }
  return { point: sum > 0 ? [x / sum, y / sum] : [0, 0], nearest: indices[0] ?? 0 };
}
