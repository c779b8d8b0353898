/** CSS pixels of the element. */
export type Place = readonly [number, number];

export interface Pinch {
  /** How far the middle of the two fingers went. */
  dx: number;
  dy: number;
  /** How much further apart the fingers are than before. */
  factor: number;
  /** The middle of the two, which what is shown is zoomed around. */
  middle: Place;
}

/** What a finger that moves beside one that rests does: a pinch pans and zooms at once. */
export function pinchOf(before: Place, now: Place, other: Place): Pinch {
  // Fingers at one place would be infinitely far apart in the next moment.
  const span = (at: Place) => Math.max(1, Math.hypot(at[0] - other[0], at[1] - other[1]));
  const middle = (at: Place): Place => [(at[0] + other[0]) / 2, (at[1] + other[1]) / 2];
  const [from, to] = [middle(before), middle(now)];
  return { dx: to[0] - from[0], dy: to[1] - from[1], factor: span(now) / span(before), middle: to };
}
