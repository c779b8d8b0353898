import type { Size } from './camera';

/** A label that wants to stand at a place of the view, in CSS pixels. */
export interface WantedLabel {
  text: string;
  /** Where its middle would be. */
  x: number;
  y: number;
  width: number;
  height: number;
}

/** CSS pixels between two labels, at least. */
const GAP = 5;
/** Places that are tried, in heights of the label above or below where it wants to be. */
const TRIED = [0, -1.3, 1.3, -2.4, 2.4];
/** Share of a label's width that may be outside of the view before it is left out. */
const MOST_OUTSIDE = 0.6;

/**
 * Finds places for labels so that none covers another or stands half outside; those that come first have the first choice,
 * and those without a place are left out.
 *
 * @param most labels placed at most
 */
export function placeLabels<Label extends WantedLabel>(
  wanted: readonly Label[],
  size: Size,
  most = Infinity,
): Label[] {
  const placed: Label[] = [];
  for (const label of wanted) {
    if (placed.length >= most) break;
    const { width, height } = label;
    const outside = Math.max(width / 2 - label.x, label.x + width / 2 - size.width) / width;
    if (outside > MOST_OUTSIDE || label.y < -height || label.y > size.height + height) continue;
    const x = Math.max(width / 2 + GAP, Math.min(size.width - width / 2 - GAP, label.x));
    for (const step of TRIED) {
      const y = Math.max(height / 2 + GAP, Math.min(size.height - height / 2 - GAP, label.y + step * height));
      const there = { ...label, x, y };
      if (placed.some((other) => overlap(there, other))) continue;
      placed.push(there);
      break;
    }
  }
  return placed;
}

function overlap(a: WantedLabel, b: WantedLabel): boolean {
  return (
    Math.abs(a.x - b.x) < (a.width + b.width) / 2 + GAP &&
    Math.abs(a.y - b.y) < (a.height + b.height) / 2 + GAP
  );
}
