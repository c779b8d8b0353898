import type { Place } from './pinch';

/** CSS pixels between two corners of an outline, at least. */
const CORNER = 4;

/** An outline with one more corner; the same outline while the pointer is still at the last one. */
export function withCorner(path: readonly Place[], place: Place): readonly Place[] {
  const last = path.at(-1);
  if (last && Math.hypot(place[0] - last[0], place[1] - last[1]) < CORNER) return path;
  return [...path, place];
}
