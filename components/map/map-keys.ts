import type { Direction } from './point-grid';

/** What a key does to the map; a pan is in CSS pixels. */
export type KeyDeed =
  | { kind: 'zoom'; factor: number }
  | { kind: 'pan'; dx: number; dy: number }
  | { kind: 'walk'; direction: Direction }
  | { kind: 'reset' | 'open' | 'escape' };

/** Zoom of one press of a key or a button. */
export const ZOOM_STEP = 1.5;
const PAN = 80;

const ARROWS: ReadonlyMap<string, Direction> = new Map([
  ['ArrowLeft', 'left'],
  ['ArrowRight', 'right'],
  ['ArrowUp', 'up'],
  ['ArrowDown', 'down'],
]);

/** The map goes the other way than the view over it. */
const PANS: Readonly<Record<Direction, { dx: number; dy: number }>> = {
  left: { dx: PAN, dy: 0 },
  right: { dx: -PAN, dy: 0 },
  up: { dx: 0, dy: PAN },
  down: { dx: 0, dy: -PAN },
};

const DEEDS: ReadonlyMap<string, KeyDeed> = new Map<string, KeyDeed>([
  ['+', { kind: 'zoom', factor: ZOOM_STEP }],
  // The key of the plus sign, without shift.
  ['=', { kind: 'zoom', factor: ZOOM_STEP }],
  ['-', { kind: 'zoom', factor: 1 / ZOOM_STEP }],
  ['0', { kind: 'reset' }],
  ['Enter', { kind: 'open' }],
  ['Escape', { kind: 'escape' }],
]);

type Press = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>;

/** @returns null for a key that is the browser's or nobody's */
export function keyDeed({ key, shiftKey, ctrlKey, metaKey, altKey }: Press): KeyDeed | null {
  if (ctrlKey || metaKey || altKey) return null;
  const direction = ARROWS.get(key);
  if (!direction) return DEEDS.get(key) ?? null;
  return shiftKey ? { kind: 'pan', ...PANS[direction] } : { kind: 'walk', direction };
}
