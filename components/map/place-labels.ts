import type { Size } from './camera';
import type { Box } from './dot-counts';

/** A label that wants to stand at a place of the view, in CSS pixels. */
export interface WantedLabel {
  text: string;
  /** The middle of what it names. */
  x: number;
  y: number;
  width: number;
  height: number;
  /** Dots of what it names, and of all else, that lie in a part of the view. */
  dotsIn: (box: Box) => { own: number; others: number };
}

/** CSS pixels between two labels, and between a label and a button, at least. */
const GAP = 4;
/** CSS pixels between a label and the edge of the view, at least. */
const EDGE = 8;
/** Share of a label's width that may be outside of the view before it is left out. */
const MOST_OUTSIDE = 0.6;
/** CSS pixels within which a label has to have a dot of its own to be seen as theirs. */
const BESIDE = 14;
/** A dot that is nearer to a label than this is touched by it, CSS pixels. */
const DOT = 3;
/** What being as far away as can be costs, and having only dots of others around; hiding what the middle hides costs 1. */
const [COST_OF_DISTANCE, COST_OF_OTHERS] = [0.3, 0.6];
/** A hidden dot of another cluster counts as so many: the label would seem to be its. */
const FOREIGN_DOT = 3;

/** Places tried around the middle, in heights down and widths across. */
const TRIED = [...Array(21).keys()]
  .map((step) => 0.7 * (step - 10))
  .flatMap((down) => [0, -0.25, 0.25, -0.5, 0.5].map((across) => ({ across, down })))
  .sort((a, b) => Math.abs(a.down) - Math.abs(b.down) || Math.abs(a.across) - Math.abs(b.across));
/** Heights that a label is away from the middle at most. */
const FARTHEST = 7;

/**
 * Finds places for labels so that none covers another or stands at the edge or under a button; those that come first have
 * the first choice, and those without a place are left out. A label stands where it hides few dots, near to the middle
 * of what it names and to dots that are its own.
 *
 * @param taken parts of the view where no label may be
 * @param most labels placed at most
 */
export function placeLabels<Label extends WantedLabel>(
  wanted: readonly Label[],
  size: Size,
  { taken = [], most = Infinity }: { taken?: readonly Box[]; most?: number } = {},
): Label[] {
  const placed: Label[] = [];
  const full = [...taken];
  for (const label of wanted) {
    if (placed.length >= most) break;
    const { width, height } = label;
    const outside = Math.max(width / 2 - label.x, label.x + width / 2 - size.width) / width;
    if (outside > MOST_OUTSIDE || label.y < -height || label.y > size.height + height) continue;
    if (width + 2 * EDGE > size.width || height + 2 * EDGE > size.height) continue;
    const box = bestBox(label, size, full);
    if (!box) continue;
    placed.push({ ...label, x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 });
    full.push(box);
  }
  return placed;
}

/** The free place that costs least, of equals the nearest; null when there is none. */
function bestBox(label: WantedLabel, size: Size, full: readonly Box[]): Box | null {
  const { x, y, width, height, dotsIn } = label;
  const middle = boxAt(label, x, y);
  const all = Math.max(1, weight(dotsIn(grown(middle, DOT))));
  let best: Box | null = null;
  let least = Infinity;
  for (const { across, down } of TRIED) {
    const px = inside(x + across * width, width / 2, size.width);
    const py = inside(y + down * height, height / 2, size.height);
    const away = (COST_OF_DISTANCE * Math.hypot(px - x, py - y)) / (FARTHEST * height);
    if (away >= least) continue;
    const box = boxAt(label, px, py);
    if (full.some((other) => touch(box, other))) continue;
    const hiding = away + weight(dotsIn(grown(box, DOT))) / all;
    if (hiding >= least) continue;
    const { own, others } = dotsIn(grown(box, BESIDE));
    // Away from its dots a label would name nothing; the middle of a cluster is right even where there are none.
    if (own < 0.5 && (px !== x || py !== y)) continue;
    const cost = hiding + (COST_OF_OTHERS * others) / Math.max(1, own + others);
    if (cost < least) [best, least] = [box, cost];
  }
  return best;
}

/** Holds the middle of a label away from both ends of the view. */
function inside(value: number, half: number, end: number): number {
  return Math.max(half + EDGE, Math.min(end - half - EDGE, value));
}

function weight({ own, others }: { own: number; others: number }): number {
  return own + FOREIGN_DOT * others;
}

function boxAt({ width, height }: WantedLabel, x: number, y: number): Box {
  return { left: x - width / 2, top: y - height / 2, right: x + width / 2, bottom: y + height / 2 };
}

function grown({ left, top, right, bottom }: Box, by: number): Box {
  return { left: left - by, top: top - by, right: right + by, bottom: bottom + by };
}

function touch(a: Box, b: Box): boolean {
  return a.left < b.right + GAP && b.left < a.right + GAP && a.top < b.bottom + GAP && b.top < a.bottom + GAP;
}
