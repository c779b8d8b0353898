/** Cells along each side of the grid. */
const CELLS = 128;

/** Finds points of a plane by where they are. */
export interface PointGrid {
  /** The point nearest to a place and not further than `radius` (units of the plane); null when there is none. */
  nearest(x: number, y: number, radius: number): number | null;
}

/** @param extent coordinates are from 0 to this */
export function pointGrid(xs: readonly number[], ys: readonly number[], extent: number): PointGrid {
  const cell = (value: number) =>
    Math.max(0, Math.min(CELLS - 1, Math.floor((value / (extent + 1)) * CELLS)));
  const cells = new Map<number, number[]>();
  for (const [place, x] of xs.entries()) {
    const key = cell(ys[place] ?? 0) * CELLS + cell(x);
    const there = cells.get(key);
    if (there) there.push(place);
    else cells.set(key, [place]);
  }
  return {
    nearest(x, y, radius) {
      let [best, least] = [-1, radius * radius];
      for (let row = cell(y - radius); row <= cell(y + radius); row += 1)
        for (let column = cell(x - radius); column <= cell(x + radius); column += 1)
          for (const place of cells.get(row * CELLS + column) ?? []) {
            const distance = ((xs[place] ?? 0) - x) ** 2 + ((ys[place] ?? 0) - y) ** 2;
            if (distance <= least) [best, least] = [place, distance];
          }
      return best === -1 ? null : best;
    },
  };
}

export type Direction = 'left' | 'right' | 'up' | 'down';

const STEPS: Record<Direction, readonly [number, number]> = {
  left: [-1, 0],
  right: [1, 0],
  up: [0, -1],
  down: [0, 1],
};
/** How much worse it is to lie to the side than ahead. */
const SIDEWAYS = 2.5;

/** The point that the eye would go to next in a direction, or null at the edge. */
export function neighbourTowards(
  xs: readonly number[],
  ys: readonly number[],
  from: number,
  direction: Direction,
): number | null {
  const [dx, dy] = STEPS[direction];
  const [x, y] = [xs[from] ?? 0, ys[from] ?? 0];
  let [best, least] = [-1, Infinity];
  for (const [place, px] of xs.entries()) {
    const [ox, oy] = [px - x, (ys[place] ?? 0) - y];
    const ahead = ox * dx + oy * dy;
    const aside = Math.abs(ox * dy) + Math.abs(oy * dx);
    if (ahead <= 0 || aside > ahead) continue;
    const cost = ahead + SIDEWAYS * aside;
    if (cost < least) [best, least] = [place, cost];
  }
  return best === -1 ? null : best;
}
