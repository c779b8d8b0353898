import { describe, expect, it } from 'vitest';
import { boundsOf } from '@/components/map/camera';
import { followPointers, type PointerDeeds } from '@/components/map/follow-pointers';
import { groupsOf } from '@/components/map/groups';
import { keyDeed } from '@/components/map/map-keys';
import { withCorner } from '@/components/map/outline-path';
import { hovered, left, pointAt, pressed, walked } from '@/components/map/picking';
import { pinchOf, type Place } from '@/components/map/pinch';
import { pointGrid } from '@/components/map/point-grid';
import type { DrawnMap } from '@/components/map/use-map';
import { wheelFactor } from '@/components/map/wheel-zoom';
import { MAP_EXTENT } from '@/lib/store/map-extent';

describe('a pinch', () => {
  it('zooms by how much further apart the fingers are, around their middle', () => {
    expect(pinchOf([100, 50], [200, 50], [0, 50])).toEqual({ dx: 50, dy: 0, factor: 2, middle: [100, 50] });
    expect(pinchOf([0, 100], [0, 50], [0, 0]).factor).toBe(0.5);
  });

  it('of fingers at one place stays finite', () => {
    expect(pinchOf([10, 10], [13, 14], [10, 10]).factor).toBe(5);
    expect(pinchOf([10, 10], [10, 10], [10, 10]).factor).toBe(1);
  });
});

describe('a wheel', () => {
  const turn = { deltaY: 0, deltaMode: 0, ctrlKey: false, DOM_DELTA_LINE: 1 } as const;

  it('zooms out downwards, in upwards, and there and back to where it was', () => {
    const [out, into] = [100, -100].map((deltaY) => wheelFactor({ ...turn, deltaY }));
    expect(out).toBeLessThan(1);
    expect((out ?? 0) * (into ?? 0)).toBeCloseTo(1);
  });

  it('that counts in lines turns as far, a pinch on a touch pad further, and nothing further than twice', () => {
    expect(wheelFactor({ ...turn, deltaY: 3, deltaMode: 1 })).toBeCloseTo(
      wheelFactor({ ...turn, deltaY: 90 }),
    );
    expect(wheelFactor({ ...turn, deltaY: 5, ctrlKey: true })).toBeLessThan(
      wheelFactor({ ...turn, deltaY: 5 }),
    );
    expect([1e6, -1e6].map((deltaY) => wheelFactor({ ...turn, deltaY }))).toEqual([0.5, 2]);
  });
});

it('an outline has no two corners at one place', () => {
  const first = withCorner([], [0, 0]);
  expect(withCorner(first, [2, 2])).toBe(first);
  expect(withCorner(first, [4, 0])).toEqual([
    [0, 0],
    [4, 0],
  ]);
});

describe('keys', () => {
  const press = (key: string, held: object = {}) =>
    keyDeed({ key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...held });

  it('walk, pan with shift, zoom and go back', () => {
    expect(press('ArrowUp')).toEqual({ kind: 'walk', direction: 'up' });
    expect(press('ArrowLeft', { shiftKey: true })).toEqual({ kind: 'pan', dx: 80, dy: 0 });
    expect(press('=')).toEqual(press('+', { shiftKey: true }));
    expect(press('0')).toEqual({ kind: 'reset' });
  });

  it('of the browser stay the browser’s', () => {
    for (const held of ['ctrlKey', 'metaKey', 'altKey']) expect(press('+', { [held]: true })).toBeNull();
    expect(press('Tab')).toBeNull();
    expect(press('toString')).toBeNull();
  });
});

describe('picking', () => {
  const points = { x: [100, 200, 40_000], y: [100, 100, 40_000] };
  const grid = pointGrid(points.x, points.y, MAP_EXTENT);

  it('reaches as far for the eye however near one is', () => {
    const at = (scale: number) => pointAt(grid, [90, 100], { x: 0, y: 0, scale });
    expect(at(1)).toBe(0);
    expect(at(2)).toBeNull();
  });

  it('never takes away by hovering or leaving what was pinned', () => {
    const pinned = pressed(1);
    expect(hovered(pinned, 0)).toBe(pinned);
    expect(hovered(pinned, null)).toBe(pinned);
    expect(left(pinned)).toBe(pinned);
    expect(pressed(null)).toBeNull();
  });

  it('follows a pointer, and changes nothing while it stays at a point', () => {
    const over = hovered(null, 0);
    expect(over).toEqual({ place: 0, pinned: false });
    expect(hovered(over, 0)).toBe(over);
    expect(hovered(over, 1)).toEqual({ place: 1, pinned: false });
    expect([hovered(over, null), left(over)]).toEqual([null, null]);
  });

  it('walks from the middle of the view, then from point to point', () => {
    const camera = { x: 30_000, y: 30_000, scale: 1 };
    expect(walked(points, grid, camera, { from: null, direction: 'right' })).toBe(2);
    expect(walked(points, grid, camera, { from: pressed(0), direction: 'right' })).toBe(1);
    expect(walked(points, grid, camera, { from: pressed(0), direction: 'left' })).toBeNull();
  });
});

describe('the bounds of points', () => {
  it('are what they take up, and the whole plane without any', () => {
    expect(boundsOf({ x: [3, 1], y: [5, 9] })).toEqual({ left: 1, top: 5, right: 3, bottom: 9 });
    expect(boundsOf({ x: [], y: [] })).toEqual({ left: 0, top: 0, right: MAP_EXTENT, bottom: MAP_EXTENT });
  });
});

it('groups have names, and those that are chosen say so', () => {
  const map = {
    collections: ['letters'],
    clusters: [
      { words: ['bread', 'oven'], x: 0, y: 0, passages: 2 },
      { words: [], x: 0, y: 0, passages: 1 },
    ],
    points: { cluster: [0, 0, 1], collection: [0, 0, 0] },
  } as unknown as DrawnMap;
  const unnamed = (number: number) => `Topic ${number}`;
  expect(groupsOf(map, 'cluster', { kind: 'groups', by: 'cluster', numbers: [1] }, unnamed)).toEqual([
    { number: 0, name: 'bread · oven', size: 2, chosen: false },
    { number: 1, name: 'Topic 2', size: 1, chosen: true },
  ]);
  const other = groupsOf(map, 'collection', { kind: 'groups', by: 'cluster', numbers: [0] }, unnamed);
  expect(other).toEqual([{ number: 0, name: 'letters', size: 3, chosen: false }]);
});

describe('pointers', () => {
  /** Only what is listened to. */
  class Surface extends EventTarget {
    setPointerCapture = () => undefined;
    getBoundingClientRect = () => ({ left: 10, top: 20 });
  }

  function follow(drawing = false) {
    const told: unknown[][] = [];
    const tell =
      (name: string) =>
      (...values: unknown[]) =>
        void told.push([name, ...values]);
    const surface = new Surface();
    const deeds: PointerDeeds = {
      isDrawing: (shift) => drawing || shift,
      pan: tell('pan'),
      zoom: tell('zoom'),
      hover: tell('hover'),
      press: tell('press'),
      leave: tell('leave'),
      draw: tell('draw'),
      drawn: tell('drawn'),
      givenUp: tell('givenUp'),
    };
    const end = followPointers(surface as unknown as HTMLElement, deeds);
    const send = (type: string, pointerId: number, [x, y]: Place) =>
      surface.dispatchEvent(
        Object.assign(new Event(`pointer${type}`), {
          pointerId,
          button: 0,
          clientX: x + 10,
          clientY: y + 20,
        }),
      );
    return { told, send, end };
  }

  it('pan by a drag, press without one however much the hand shakes', () => {
    const { told, send, end } = follow();
    send('down', 1, [50, 50]);
    send('move', 1, [53, 50]);
    send('up', 1, [53, 50]);
    expect(told).toEqual([['press', 53, 50]]);
    told.length = 0;
    send('down', 1, [50, 50]);
    send('move', 1, [70, 60]);
    send('up', 1, [70, 60]);
    expect(told).toEqual([['pan', 20, 10]]);
    end();
    send('move', 1, [0, 0]);
    expect(told).toHaveLength(1);
  });

  it('pinch by two fingers, and press nothing when they are lifted', () => {
    const { told, send } = follow();
    send('down', 1, [100, 100]);
    send('down', 2, [200, 100]);
    send('move', 2, [300, 100]);
    expect(told).toEqual([
      ['pan', 50, 0],
      ['zoom', 2, 200, 100],
    ]);
    send('up', 2, [300, 100]);
    send('up', 1, [100, 100]);
    expect(told).toHaveLength(2);
  });

  it('leave no half outline behind when a second finger comes or the browser takes the pointer', () => {
    for (const end of ['down', 'cancel'] as const) {
      const { told, send } = follow(true);
      send('down', 1, [0, 0]);
      send('move', 1, [10, 0]);
      send(end, end === 'down' ? 2 : 1, [50, 50]);
      expect(told.map(([name]) => name)).toEqual(['draw', 'givenUp']);
    }
  });

  it('draw where that is asked for', () => {
    const { told, send } = follow(true);
    send('down', 1, [0, 0]);
    for (const place of [
      [10, 0],
      [11, 0],
      [10, 10],
    ] as const)
      send('move', 1, place);
    send('up', 1, [10, 10]);
    expect(told.map(([name]) => name)).toEqual(['draw', 'draw', 'drawn']);
    expect(told.at(-1)?.[1]).toEqual([
      [0, 0],
      [10, 0],
      [10, 10],
    ]);
  });
});
