import { planeRegions } from './regions';
import type { PlanePoint } from './types';

const FEWEST = 4;
const MOST = 24;
/** Regions of the plane for every cluster that they are brought together to. */
const REGIONS_PER_CLUSTER = 5;
/** Points of a region, on average, at least. */
const LEAST_POINTS = 4;

/** How many clusters a corpus is parted into: more for more vectors, never more than can be told apart. */
export function clusterCount(vectors: number): number {
  return Math.min(vectors, Math.max(FEWEST, Math.min(MOST, Math.round(vectors ** 0.35))));
}

export interface Clusters {
  /** For each vector the number of its cluster; the largest cluster is 0. */
  members: Uint8Array;
  /** For each cluster the places of the vectors in its largest region: where its name belongs. */
  cores: number[][];
}

interface Group {
  regions: number[];
  size: number;
  /** Mean of its vectors. */
  mean: Float32Array;
}

/**
 * Parts vectors into clusters that hold together on the plane and in meaning: the plane is cut into compact regions, and
 * those whose vectors are alike are brought together (Ward's criterion), wherever they lie. The same vectors on the same
 * plane always give the same clusters.
 *
 * @param vectors of length 1, at least one
 * @param plane a point for each
 */
export function findClusters(
  vectors: readonly Float32Array[],
  plane: readonly PlanePoint[],
  count = clusterCount(vectors.length),
): Clusters {
  const wanted = Math.max(
    count,
    Math.min(REGIONS_PER_CLUSTER * count, Math.floor(vectors.length / LEAST_POINTS)),
  );
  const regions = planeRegions(plane, wanted);
  const places: number[][] = [];
  for (const [place, region] of regions.entries()) (places[region] ??= []).push(place);
  const groups = places.map((members, region): Group => ({
    regions: [region],
    size: members.length,
    mean: meanOf(members.map((place) => vectors[place] ?? new Float32Array())),
  }));
  while (groups.length > count) mergeNearest(groups);
  groups.sort((a, b) => b.size - a.size || (a.regions[0] ?? 0) - (b.regions[0] ?? 0));
  const clusterOf = new Map(
    groups.flatMap((group, cluster) => group.regions.map((region) => [region, cluster])),
  );
  return {
    members: Uint8Array.from(regions, (region) => clusterOf.get(region) ?? 0),
    cores: groups.map(({ regions: own }) =>
      own.map((region) => places[region] ?? []).reduce((a, b) => (b.length > a.length ? b : a)),
    ),
  };
}

function meanOf(vectors: readonly Float32Array[]): Float32Array {
  const mean = new Float32Array(vectors[0]?.length ?? 0);
  for (const vector of vectors)
    for (let at = 0; at < mean.length; at += 1)
      mean[at] = (mean[at] ?? 0) + (vector[at] ?? 0) / vectors.length;
  return mean;
}

/** Makes one of the two groups that become the least wider by it. */
function mergeNearest(groups: Group[]): void {
  let best = { first: 0, second: 1, cost: Infinity };
  for (const [second, b] of groups.entries())
    for (let first = 0; first < second; first += 1) {
      const a = groups[first];
      if (!a) continue;
      const cost = ((a.size * b.size) / (a.size + b.size)) * squaredDistance(a.mean, b.mean);
      if (cost < best.cost) best = { first, second, cost };
    }
  const [a, b] = [groups[best.first], groups[best.second]];
  if (!a || !b) return;
  const size = a.size + b.size;
  const mean = a.mean.map((value, at) => (value * a.size + (b.mean[at] ?? 0) * b.size) / size);
  groups.splice(best.second, 1);
  groups[best.first] = { regions: [...a.regions, ...b.regions], size, mean };
}

function squaredDistance(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) sum += ((a[at] ?? 0) - (b[at] ?? 0)) ** 2;
  return sum;
}
