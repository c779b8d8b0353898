import { isInside } from '@/lib/map/polygon';
import type { DrawnMap } from './use-map';

/** What points are coloured and listed by. */
export const GROUPINGS = ['cluster', 'collection'] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** What is chosen on the map: nothing, groups of the list, or what an outline encloses. */
export type Choice =
  | { kind: 'nothing' }
  | { kind: 'groups'; by: Grouping; numbers: readonly number[] }
  | { kind: 'outline'; corners: readonly (readonly [number, number])[] };

export const NOTHING: Choice = { kind: 'nothing' };

/** For each point whether it is chosen; null when nothing is. */
export function chosenPoints({ points }: DrawnMap, choice: Choice): Uint8Array | null {
  if (choice.kind === 'nothing') return null;
  const { x, y } = points;
  if (choice.kind === 'outline')
    return Uint8Array.from(x, (px, place) => Number(isInside(choice.corners, px, y[place] ?? 0)));
  const numbers = new Set(choice.numbers);
  return Uint8Array.from(points[choice.by], (number) => Number(numbers.has(number)));
}

/** Chooses a group of the list besides those that are chosen, or no more. */
export function toggled(choice: Choice, by: Grouping, number: number): Choice {
  const before = choice.kind === 'groups' && choice.by === by ? choice.numbers : [];
  const numbers = before.includes(number) ? before.filter((other) => other !== number) : [...before, number];
  return numbers.length === 0 ? NOTHING : { kind: 'groups', by, numbers };
}

/** How many passages each group has. */
export function groupSizes({ points, clusters, collections }: DrawnMap, by: Grouping): number[] {
  if (by === 'cluster') return clusters.map(({ passages }) => passages);
  const sizes = collections.map(() => 0);
  for (const number of points.collection) sizes[number] = (sizes[number] ?? 0) + 1;
  return sizes;
}

/** Share of a cluster that must be lit for it to be named. */
const NAMED_SHARE = 0.25;

/** Numbers of the clusters that are named on the map: all, or those that what is chosen has a good part of. */
export function namedClusters({ points, clusters }: DrawnMap, lit: Uint8Array | null): number[] {
  const all = clusters.map((_, number) => number);
  if (!lit) return all;
  const counts = clusters.map(() => 0);
  for (const [place, number] of points.cluster.entries())
    counts[number] = (counts[number] ?? 0) + (lit[place] ?? 0);
  return all.filter((number) => (counts[number] ?? 0) > NAMED_SHARE * (clusters[number]?.passages ?? 0));
}
