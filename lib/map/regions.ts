import { seededRandom } from '@/lib/statistics/random';
import type { PlanePoint } from './types';

const ROUNDS = 40;
const SEED = 7;

/**
 * Parts a plane into compact regions (k-means with k-means++ starts). The same points always give the same regions.
 *
 * @param count regions wanted; there are fewer when fewer points differ
 * @returns for each point the number of its region, numbered from 0 without a gap
 */
export function planeRegions(plane: readonly PlanePoint[], count: number): number[] {
  let centres = firstCentres(plane, count);
  let members: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const next = plane.map((point) => nearestCentre(point, centres));
    const settled = next.every((region, place) => region === members[place]);
    members = next;
    if (settled) break;
    centres = meansOf(plane, members, centres);
  }
  const numbers = new Map([...new Set(members)].map((region, number) => [region, number]));
  return members.map((region) => numbers.get(region) ?? 0);
}

function squared([ax, ay]: PlanePoint, [bx, by]: PlanePoint): number {
  return (ax - bx) ** 2 + (ay - by) ** 2;
}

function nearestCentre(point: PlanePoint, centres: readonly PlanePoint[]): number {
  let [best, least] = [0, Infinity];
  for (const [number, centre] of centres.entries()) {
    const distance = squared(point, centre);
    if (distance < least) [best, least] = [number, distance];
  }
  return best;
}

/** Each centre is drawn with a probability that grows with its distance from those before it. */
function firstCentres(plane: readonly PlanePoint[], count: number): PlanePoint[] {
  const random = seededRandom(SEED);
  const [first] = plane;
  const centres = first ? [first] : [];
  const distances = plane.map(() => Infinity);
  for (let last = first; last && centres.length < count; last = centres.at(-1)) {
    let total = 0;
    for (const [place, point] of plane.entries()) {
      const distance = Math.min(distances[place] ?? Infinity, squared(point, last));
      distances[place] = distance;
      total += distance;
    }
    if (total === 0) break;
    let left = random() * total;
    const place = distances.findIndex((distance) => distance > 0 && (left -= distance) <= 0);
    const drawn = plane[place === -1 ? distances.indexOf(Math.max(...distances)) : place];
    if (drawn) centres.push(drawn);
  }
  return centres;
}

/** A region that lost all its points keeps its centre. */
function meansOf(
  plane: readonly PlanePoint[],
  members: readonly number[],
  centres: readonly PlanePoint[],
): PlanePoint[] {
  const sums = centres.map(() => ({ x: 0, y: 0, count: 0 }));
  for (const [place, [x, y]] of plane.entries()) {
    const sum = sums[members[place] ?? 0];
    if (!sum) continue;
    sum.x += x;
    sum.y += y;
    sum.count += 1;
  }
  return sums.map(({ x, y, count }, number) =>
    count > 0 ? [x / count, y / count] : (centres[number] ?? [0, 0]),
  );
}
