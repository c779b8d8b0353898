import { MAP_EXTENT } from '@/lib/store/map-extent';
import type { Camera } from './camera';
import { neighbourTowards, type Direction, type PointGrid } from './point-grid';

/** The point whose card is shown. */
export interface Pointed {
  /** Place among the points. */
  place: number;
  /** It stays until something else is pointed at. */
  pinned: boolean;
}

/** CSS pixels that a pointer may be beside a point. */
const REACH = 14;

/** The point under a place of the plane, or null. The reach is as wide for the eye however near one has come. */
export function pointAt(
  grid: PointGrid,
  [x, y]: readonly [number, number],
  { scale }: Camera,
): number | null {
  return grid.nearest(x, y, REACH / scale);
}

/** After the pointer went over a point, or over none (null): it never takes away what was pinned. */
export function hovered(before: Pointed | null, place: number | null): Pointed | null {
  if (before?.pinned || before?.place === place) return before;
  return place === null ? null : { place, pinned: false };
}

/** After a press on a point, or beside all of them (null). */
export function pressed(place: number | null): Pointed | null {
  return place === null ? null : { place, pinned: true };
}

/** After the pointer has left the map. */
export function left(before: Pointed | null): Pointed | null {
  return before?.pinned ? before : null;
}

/** The point that an arrow key goes to: at first the one in the middle of the view. Null when there is none. */
export function walked(
  { x, y }: { x: readonly number[]; y: readonly number[] },
  grid: PointGrid,
  camera: Camera,
  { from, direction }: { from: Pointed | null; direction: Direction },
): number | null {
  return from === null
    ? grid.nearest(camera.x, camera.y, MAP_EXTENT)
    : neighbourTowards(x, y, from.place, direction);
}
