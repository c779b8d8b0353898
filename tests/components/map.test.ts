import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cameraFor, held, toPlane, toScreen, zoomedAt } from '@/components/map/camera';
import { chosenPoints, groupSizes, namedClusters, NOTHING, toggled } from '@/components/map/chosen';
import { neighbourTowards, pointGrid } from '@/components/map/point-grid';
import type { DrawnMap } from '@/components/map/use-map';
import { MAP_EXTENT } from '@/lib/store/map-extent';

const coordinate = fc.integer({ min: 0, max: MAP_EXTENT });
const size = { width: 800, height: 600 };
const bounds = { left: 0, top: 0, right: MAP_EXTENT, bottom: MAP_EXTENT };

describe('the camera', () => {
  it('shows everything at first, and goes to and from the plane alike', () => {
    const camera = cameraFor(bounds, size);
    for (const [x, y] of [
      [0, 0],
      [MAP_EXTENT, MAP_EXTENT],
    ] as const) {
      const [sx, sy] = toScreen(camera, size, x, y);
      expect(sx >= 0 && sx <= 800 && sy >= 36 - 1e-6 && sy <= 600 - 36 + 1e-6).toBe(true);
      expect(toPlane(camera, size, sx, sy).map(Math.round)).toEqual([x, y]);
    }
  });

  it('zooms around what lies under the pointer, and not for ever', () => {
    const whole = cameraFor(bounds, size);
    const zoomed = zoomedAt(whole, size, 3, 200, 500);
    const [before, after] = [whole, zoomed].map((camera) => toPlane(camera, size, 200, 500).map(Math.round));
    expect(after).toEqual(before);
    expect(held(zoomedAt(whole, size, 1e6, 0, 0), bounds, whole).scale).toBeCloseTo(60 * whole.scale);
    expect(held({ x: -1e9, y: 1e9, scale: whole.scale }, bounds, whole)).toMatchObject({
      x: 0,
      y: MAP_EXTENT,
    });
  });
});

describe('points', () => {
  it('are found by where they are, as by looking at each', () => {
    const some = fc.array(fc.tuple(coordinate, coordinate), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(
        some,
        coordinate,
        coordinate,
        fc.integer({ min: 1, max: 40_000 }),
        (points, x, y, radius) => {
          const [xs, ys] = [points.map(([px]) => px), points.map(([, py]) => py)];
          const found = pointGrid(xs, ys, MAP_EXTENT).nearest(x, y, radius);
          const distances = points.map(([px, py]) => Math.hypot(px - x, py - y));
          const least = Math.min(...distances);
          if (least > radius) expect(found).toBeNull();
          else expect(distances[found ?? -1]).toBe(least);
        },
      ),
    );
  });

  it('are walked in the direction of the arrow', () => {
    const xs = [100, 200, 100, 300];
    const ys = [100, 110, 300, 100];
    expect(neighbourTowards(xs, ys, 0, 'right')).toBe(1);
    expect(neighbourTowards(xs, ys, 1, 'right')).toBe(3);
    expect(neighbourTowards(xs, ys, 0, 'down')).toBe(2);
    expect(neighbourTowards(xs, ys, 0, 'left')).toBeNull();
    expect(neighbourTowards(xs, ys, 2, 'up')).toBe(0);
  });
});

describe('what is chosen', () => {
  const drawn = {
    collections: ['a', 'b'],
    clusters: [
      { words: [], x: 0, y: 0, passages: 3 },
      { words: [], x: 0, y: 0, passages: 1 },
    ],
    points: {
      passage: [1, 2, 3, 4],
      x: [0, 10, 20, 30],
      y: [0, 0, 0, 0],
      cluster: [0, 0, 0, 1],
      collection: [1, 0, 1, 1],
      document: [0, 0, 0, 0],
    },
  } as unknown as DrawnMap;

  it('is groups of the list, which can be chosen together and given up', () => {
    const one = toggled(NOTHING, 'collection', 0);
    expect([...(chosenPoints(drawn, one) ?? [])]).toEqual([0, 1, 0, 0]);
    const both = toggled(one, 'collection', 1);
    expect([...(chosenPoints(drawn, both) ?? [])]).toEqual([1, 1, 1, 1]);
    expect(toggled(both, 'cluster', 1)).toEqual({ kind: 'groups', by: 'cluster', numbers: [1] });
    expect(toggled(one, 'collection', 0)).toEqual(NOTHING);
    expect(chosenPoints(drawn, NOTHING)).toBeNull();
  });

  it('is what an outline encloses, and names only what it has much of', () => {
    const corners = [
      [-5, -5],
      [15, -5],
      [15, 5],
      [-5, 5],
    ] as const;
    const lit = chosenPoints(drawn, { kind: 'outline', corners });
    expect([...(lit ?? [])]).toEqual([1, 1, 0, 0]);
    expect(namedClusters(drawn, lit)).toEqual([0]);
    expect(namedClusters(drawn, null)).toEqual([0, 1]);
    expect(groupSizes(drawn, 'collection')).toEqual([1, 3]);
    expect(groupSizes(drawn, 'cluster')).toEqual([3, 1]);
  });
});
