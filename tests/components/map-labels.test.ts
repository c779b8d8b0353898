import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dotCounts, type Box } from '@/components/map/dot-counts';
import { placeLabels, type WantedLabel } from '@/components/map/place-labels';
import { MAP_EXTENT } from '@/lib/store/map-extent';

const size = { width: 800, height: 600 };
const NO_DOTS = { own: 0, others: 0 };

interface Dot {
  x: number;
  y: number;
  own: boolean;
}

const boxOf = ({ x, y, width, height }: WantedLabel): Box => ({
  left: x - width / 2,
  top: y - height / 2,
  right: x + width / 2,
  bottom: y + height / 2,
});
const isIn = ({ left, top, right, bottom }: Box, { x, y }: { x: number; y: number }) =>
  x >= left && x <= right && y >= top && y <= bottom;
const apart = (a: Box, b: Box) =>
  a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;

/** A label in the middle of the view with dots around it. */
function among(dots: readonly Dot[], place: Partial<WantedLabel> = {}): WantedLabel {
  return {
    text: 'a',
    x: 400,
    y: 300,
    width: 100,
    height: 20,
    dotsIn(box) {
      const there = dots.filter((dot) => isIn(box, dot));
      const own = there.filter((dot) => dot.own).length;
      return { own, others: there.length - own };
    },
    ...place,
  };
}

/** A square of dots, ten pixels from each other. */
function square(left: number, top: number, side: number, own: boolean): Dot[] {
  const steps = Array.from({ length: side / 10 + 1 }, (_, step) => 10 * step);
  return steps.flatMap((dx) => steps.map((dy) => ({ x: left + dx, y: top + dy, own })));
}

function placedOne(label: WantedLabel, taken: readonly Box[] = []): WantedLabel {
  const [placed] = placeLabels([label], size, { taken });
  if (!placed) throw new Error('the label was left out');
  return placed;
}

describe('labels', () => {
  it('never cover each other or a button, nor come to the edge of the view', () => {
    const label = fc.record({
      text: fc.constant('a'),
      x: fc.integer({ min: -200, max: 1000 }),
      y: fc.integer({ min: -50, max: 650 }),
      width: fc.integer({ min: 20, max: 250 }),
      height: fc.constant(20),
      dotsIn: fc.func(fc.record({ own: fc.nat(9), others: fc.nat(9) })),
    });
    const button = fc
      .record({ left: fc.nat(700), top: fc.nat(500), width: fc.nat(200), height: fc.nat(120) })
      .map(({ left, top, width, height }) => ({ left, top, right: left + width, bottom: top + height }));
    fc.assert(
      fc.property(fc.array(label, { maxLength: 30 }), fc.array(button, { maxLength: 3 }), (wanted, taken) => {
        const boxes = placeLabels(wanted, size, { taken, most: 10 }).map(boxOf);
        expect(boxes.length).toBeLessThanOrEqual(10);
        for (const [at, box] of boxes.entries()) {
          expect(Math.min(box.left, box.top)).toBeGreaterThan(5);
          expect(Math.max(box.right - size.width, box.bottom - size.height)).toBeLessThan(-5);
          expect([...taken, ...boxes.slice(at + 1)].every((other) => apart(box, other))).toBe(true);
        }
      }),
    );
  });

  it('stand in the middle of what they name where nothing is hidden there', () => {
    expect(placedOne(among([]))).toMatchObject({ x: 400, y: 300 });
    expect(placedOne(among([{ x: 400, y: 340, own: true }]))).toMatchObject({ x: 400, y: 300 });
  });

  it('do not hide the dots they name, and stay beside them', () => {
    const dots = square(340, 240, 120, true);
    const box = boxOf(placedOne(among(dots)));
    expect(dots.filter((dot) => isIn(box, dot))).toEqual([]);
    const beside = { left: box.left - 15, top: box.top - 15, right: box.right + 15, bottom: box.bottom + 15 };
    expect(dots.some((dot) => isIn(beside, dot))).toBe(true);
  });

  it('do not stand among the dots of another cluster', () => {
    const own = square(370, 270, 60, true);
    for (const top of [170, 350]) {
      const others = square(300, top, 80, false).concat(square(400, top, 80, false));
      const box = boxOf(placedOne(among([...own, ...others])));
      expect(others.filter((dot) => isIn(box, dot))).toEqual([]);
    }
  });

  it('are left out where they find no place, or are wider than the view', () => {
    const all = { left: 0, top: 0, right: 800, bottom: 600 };
    expect(placeLabels([among([])], size, { taken: [all] })).toEqual([]);
    expect(placeLabels([among([], { width: 790 })], size)).toEqual([]);
    expect(placeLabels([among([], { x: -90 })], size)).toEqual([]);
    expect(placeLabels([{ ...among([]), dotsIn: () => NO_DOTS }], size, { most: 0 })).toEqual([]);
  });
});

describe('counts of dots', () => {
  const coordinate = fc.integer({ min: 0, max: MAP_EXTENT });
  const dot = fc.record({ x: coordinate, y: coordinate, cluster: fc.nat(2), lit: fc.nat(1) });
  /** A corner of the cells of the grid, for which counts are exact. */
  const corner = fc.nat(128).map((cell) => cell * 512);

  it('are those of counting each dot', () => {
    fc.assert(
      fc.property(
        fc.array(dot, { maxLength: 60 }),
        fc.tuple(corner, corner, corner, corner),
        (dots, [a, b, c, d]) => {
          const box = {
            left: Math.min(a, b),
            right: Math.max(a, b),
            top: Math.min(c, d),
            bottom: Math.max(c, d),
          };
          const lit = Uint8Array.from(dots, (one) => one.lit);
          const [x, y] = [dots.map((one) => one.x), dots.map((one) => one.y)];
          const clusters = dots.map((one) => one.cluster);
          const there = dots.filter(
            (one) => one.x >= box.left && one.x < box.right && one.y >= box.top && one.y < box.bottom,
          );
          const whole = dotCounts({ x, y, lit: null }, clusters, 3);
          expect(whole.within(box)).toBe(there.length);
          const shown = dotCounts({ x, y, lit }, clusters, 3);
          for (const number of [0, 1, 2]) {
            const own = there.filter((one) => one.cluster === number);
            expect(whole.within(box, number)).toBe(own.length);
            expect(shown.within(box, number)).toBe(own.filter((one) => one.lit === 1).length);
          }
        },
      ),
    );
  });

  it('are shared out where a rectangle cuts cells, and end with the plane', () => {
    const counts = dotCounts({ x: [10], y: [10], lit: null }, [0], 1);
    expect(counts.within({ left: 0, top: 0, right: 256, bottom: 512 })).toBeCloseTo(0.5);
    expect(counts.within({ left: -1e6, top: -1e6, right: 1e6, bottom: 1e6 })).toBe(1);
    expect(counts.within({ left: 1e6, top: 0, right: 2e6, bottom: 512 })).toBe(0);
  });
});
