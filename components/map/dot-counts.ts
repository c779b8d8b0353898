import { MAP_EXTENT } from '@/lib/store/map-extent';
import type { PaintedPoints } from './paint-points';

/** Cells along each side of the plane: some pixels each while everything is shown. */
const CELLS = 128;
/** Corners of cells along each side. */
const CORNERS = CELLS + 1;

/** Edges of a rectangle: of the view in CSS pixels, or of the plane. */
export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** How many dots lie in rectangles of the plane: of each cluster, and of all together. */
export interface DotCounts {
  within(box: Box, cluster?: number): number;
}

/**
 * Sums of the dots above and to the left of every corner of a grid: after one pass over the points any rectangle is
 * counted by looking up its four corners, however many points there are. Between corners dots are taken to be spread
 * evenly, so that counts are estimates.
 *
 * @param points only those that are lit are counted
 * @param cluster the cluster of each
 */
export function dotCounts(
  { x, y, lit }: Pick<PaintedPoints, 'x' | 'y' | 'lit'>,
  cluster: readonly number[],
  clusters: number,
): DotCounts {
  const tables = Array.from({ length: clusters }, () => new Uint32Array(CORNERS * CORNERS));
  for (let place = 0; place < x.length; place += 1) {
    if (lit && lit[place] === 0) continue;
    const table = tables[cluster[place] ?? -1];
    const at = (cellOf(y[place] ?? 0) + 1) * CORNERS + cellOf(x[place] ?? 0) + 1;
    if (table) table[at] = (table[at] ?? 0) + 1;
  }
  const all = new Uint32Array(CORNERS * CORNERS);
  for (const table of tables) {
    addUp(table);
    for (let at = 0; at < all.length; at += 1) all[at] = (all[at] ?? 0) + (table[at] ?? 0);
  }
  return {
    within({ left, top, right, bottom }, number) {
      const table = number === undefined ? all : tables[number];
      if (!table) return 0;
      const [west, north, east, south] = [
        cornersAt(left),
        cornersAt(top),
        cornersAt(right),
        cornersAt(bottom),
      ];
      const sum = (across: number, down: number) => between(table, across, down);
      return sum(east, south) - sum(west, south) - sum(east, north) + sum(west, north);
    },
  };
}

function cellOf(value: number): number {
  return Math.min(CELLS - 1, Math.floor(cornersAt(value)));
}

/** A coordinate of the plane as a number of cells, held inside the plane. */
function cornersAt(value: number): number {
  return Math.max(0, Math.min(CELLS, (value / (MAP_EXTENT + 1)) * CELLS));
}

/** Makes counts of cells the sums of all cells above and to the left. */
function addUp(table: Uint32Array): void {
  for (let row = 1; row < CORNERS; row += 1)
    for (let column = 1; column < CORNERS; column += 1) {
      const at = row * CORNERS + column;
      const [above, left, both] = [table[at - CORNERS], table[at - 1], table[at - CORNERS - 1]];
      table[at] = (table[at] ?? 0) + (above ?? 0) + (left ?? 0) - (both ?? 0);
    }
}

function between(table: Uint32Array, across: number, down: number): number {
  const [column, row] = [Math.min(CELLS - 1, Math.floor(across)), Math.min(CELLS - 1, Math.floor(down))];
  const [fx, fy] = [across - column, down - row];
  const at = row * CORNERS + column;
  const [a = 0, b = 0] = [table[at], table[at + 1]];
  const [c = 0, d = 0] = [table[at + CORNERS], table[at + CORNERS + 1]];
  return (a * (1 - fx) + b * fx) * (1 - fy) + (c * (1 - fx) + d * fx) * fy;
}
