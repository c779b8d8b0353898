import { describe, expect, it } from 'vitest';
import { clusterCount, findClusters } from '@/lib/map/clusters';
import { nearestIn } from '@/lib/map/nearest';
import { placeBeside } from '@/lib/map/place';
import { planeRegions } from '@/lib/map/regions';
import { project } from '@/lib/map/project';
import type { PlanePoint } from '@/lib/map/types';
import { seededRandom } from '@/lib/statistics/random';
import { clusteredVectors } from './clustered-vectors';

const work = () => ({ progress: () => undefined, signal: new AbortController().signal });

/**
 * Trustworthiness (Venna and Kaski, 2001): 1 when whoever is near on the plane was near among the vectors, 0.5 when
 * the plane is made by chance.
 */
function trustworthiness(vectors: readonly Float32Array[], plane: readonly PlanePoint[], k: number): number {
  const n = vectors.length;
  const nearest = nearestIn(vectors);
  let penalty = 0;
  for (const [at, vector] of vectors.entries()) {
    const rank = new Map(nearest.of(vector, n - 1, at).indices.map((place, index) => [place, index + 1]));
    const [x, y] = plane[at] ?? [0, 0];
    const near = plane
      .map(([px, py], place) => ({ place, distance: Math.hypot(px - x, py - y) }))
      .filter(({ place }) => place !== at)
      .sort((a, b) => a.distance - b.distance)
      .slice(0, k);
    for (const { place } of near) penalty += Math.max(0, (rank.get(place) ?? 0) - k);
  }
  return 1 - (2 / (n * k * (2 * n - 3 * k - 1))) * penalty;
}

describe('the projection', () => {
  const { vectors, group } = clusteredVectors(6, 40);

  it('keeps neighbours, and is the same every time', async () => {
    const plane = await project(vectors, work());
    expect(trustworthiness(vectors, plane, 8)).toBeGreaterThan(0.9);
    const random = seededRandom(1);
    const byChance = plane.map((): PlanePoint => [random(), random()]);
    expect(trustworthiness(vectors, byChance, 8)).toBeLessThan(0.6);
    expect(await project(vectors, work())).toEqual(plane);
  });

  it('puts what it never saw beside its own kind', async () => {
    const known = vectors.slice(0, 180);
    const plane = await project(known, work());
    const nearest = nearestIn(known);
    const wrong = vectors.slice(180).filter((vector, at) => {
      const { point } = placeBeside(vector, nearest, plane);
      const [closest] = plane
        .map(([x, y], place) => ({ place, distance: Math.hypot(x - point[0], y - point[1]) }))
        .sort((a, b) => a.distance - b.distance);
      return group[closest?.place ?? -1] !== group[180 + at];
    });
    expect(wrong).toEqual([]);
  });

  it.each([1, 2, 3, 11, 12, 13])('lays out %i vectors, those that are the same too', async (count) => {
    const few = vectors.slice(0, count);
    const same = Array.from({ length: count }, () => vectors[0] ?? new Float32Array());
    for (const some of [few, same]) {
      const plane = await project(some, work());
      expect(plane).toHaveLength(count);
      expect(plane.flat().every(Number.isFinite)).toBe(true);
    }
  });

  it('ends when it is told to', async () => {
    const stop = new AbortController();
    const progress = (share: number) => share > 0.3 && stop.abort();
    await expect(project(vectors, { signal: stop.signal, progress })).rejects.toThrow(/abort/i);
  });
});

describe('clusters', () => {
  const { vectors, group } = clusteredVectors(5, 30);

  it('are those that there are, the largest first', async () => {
    const more = [...vectors, ...vectors.filter((_, at) => group[at] === 3)];
    const groups = [...group, ...group.filter((own) => own === 3)];
    const plane = await project(more, work());
    const { members, cores } = findClusters(more, plane, 5);
    const pairs = new Set(groups.map((own, at) => `${own}:${members[at]}`));
    expect(pairs.size).toBe(5);
    expect(pairs).toContain('3:0');
    for (const [cluster, core] of cores.entries()) {
      expect(core.length).toBeGreaterThan(0);
      expect(core.every((place) => members[place] === cluster)).toBe(true);
    }
    expect(findClusters(more, plane, 5)).toEqual({ members, cores });
  });

  it('are not more than there are different points', () => {
    const same = Array.from({ length: 9 }, () => vectors[0] ?? new Float32Array());
    const { members } = findClusters(
      same,
      same.map((): PlanePoint => [1, 1]),
    );
    expect(new Set(members)).toEqual(new Set([0]));
    expect(
      planeRegions(
        [
          [0, 0],
          [0, 0],
          [1, 1],
        ],
        3,
      ),
    ).toEqual([0, 0, 1]);
  });

  it('are more in larger corpora, up to 24', () => {
    expect([1, 3, 60, 400, 5000, 20_000, 1_000_000].map(clusterCount)).toEqual([1, 3, 4, 8, 20, 24, 24]);
  });
});
