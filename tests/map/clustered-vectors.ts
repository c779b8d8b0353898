import { seededRandom } from '@/lib/statistics/random';

export const DIMENSION = 24;

/** Vectors of length 1 in groups around directions of their own, and the group of each; the same every time. */
export function clusteredVectors(groups: number, each: number): { vectors: Float32Array[]; group: number[] } {
  const random = seededRandom(3);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const directions = Array.from({ length: groups }, () => Array.from({ length: DIMENSION }, normal));
  const vectors: Float32Array[] = [];
  const group: number[] = [];
  for (let member = 0; member < each; member += 1)
    for (const [number, direction] of directions.entries()) {
      const raw = Float32Array.from(direction, (value) => value + 0.35 * normal());
      const length = Math.hypot(...raw);
      vectors.push(raw.map((value) => value / length));
      group.push(number);
    }
  return { vectors, group };
}
