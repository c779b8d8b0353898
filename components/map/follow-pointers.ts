import { withCorner } from './outline-path';
import { pinchOf, type Place } from './pinch';
import { wheelFactor } from './wheel-zoom';

/** What pointers do to a map; places are CSS pixels of the element. */
export interface PointerDeeds {
  /** Whether a drag that begins now draws an outline. @param shift whether the key is held */
  isDrawing: (shift: boolean) => boolean;
  pan: (dx: number, dy: number) => void;
  zoom: (factor: number, sx: number, sy: number) => void;
  hover: (sx: number, sy: number) => void;
  /** Pressed and let go at one place. */
  press: (sx: number, sy: number) => void;
  leave: () => void;
  /** An outline that is being drawn. */
  draw: (path: readonly Place[]) => void;
  drawn: (path: readonly Place[]) => void;
  /** An outline is not drawn to its end: a second finger came, or the browser took the pointer away. */
  givenUp: () => void;
}

/** CSS pixels that a finger or a hand may shake. */
const SHAKE = 5;

/** Makes drags, pinches, wheels and presses of an element what they do to a map. @returns what ends it */
export function followPointers(element: HTMLElement, deeds: PointerDeeds): () => void {
  const held = new Map<number, Place>();
  let moved = false;
  let path: readonly Place[] | null = null;
  let start: Place = [0, 0];

  const placeOf = (event: MouseEvent): Place => {
    const { left, top } = element.getBoundingClientRect();
    return [event.clientX - left, event.clientY - top];
  };

  const down = (event: PointerEvent) => {
    if (event.button !== 0) return;
    const place = placeOf(event);
    element.setPointerCapture(event.pointerId);
    held.set(event.pointerId, place);
    if (held.size > 1) {
      giveUp();
      return;
    }
    moved = false;
    start = place;
    path = deeds.isDrawing(event.shiftKey) ? [place] : null;
  };

  const move = (event: PointerEvent) => {
    const place = placeOf(event);
    const before = held.get(event.pointerId);
    if (!before) {
      deeds.hover(...place);
      return;
    }
    if (Math.hypot(place[0] - start[0], place[1] - start[1]) > SHAKE) moved = true;
    if (held.size === 2) pinch(event.pointerId, before, place);
    else if (path) extend(path, place);
    else if (moved) deeds.pan(place[0] - before[0], place[1] - before[1]);
    else return;
    held.set(event.pointerId, place);
  };

  const pinch = (id: number, before: Place, place: Place) => {
    moved = true;
    const [other] = [...held].flatMap(([key, at]) => (key === id ? [] : [at]));
    if (!other) return;
    const { dx, dy, factor, middle } = pinchOf(before, place, other);
    deeds.pan(dx, dy);
    deeds.zoom(factor, ...middle);
  };

  const extend = (drawn: readonly Place[], place: Place) => {
    const longer = withCorner(drawn, place);
    if (longer === drawn) return;
    path = longer;
    deeds.draw(longer);
  };

  const up = (event: PointerEvent) => {
    if (!held.delete(event.pointerId)) return;
    if (held.size > 0) return;
    const drawn = path;
    path = null;
    if (drawn && moved) deeds.drawn(drawn);
    else if (!moved) deeds.press(...placeOf(event));
  };

  const cancel = (event: PointerEvent) => {
    held.delete(event.pointerId);
    giveUp();
  };

  const giveUp = () => {
    if (path) deeds.givenUp();
    path = null;
  };

  const wheel = (event: WheelEvent) => {
    event.preventDefault();
    deeds.zoom(wheelFactor(event), ...placeOf(event));
  };

  const leave = () => {
    if (held.size === 0) deeds.leave();
  };

  element.addEventListener('pointerdown', down);
  element.addEventListener('pointermove', move);
  element.addEventListener('pointerup', up);
  element.addEventListener('pointercancel', cancel);
  element.addEventListener('pointerleave', leave);
  element.addEventListener('wheel', wheel, { passive: false });
  return () => {
    element.removeEventListener('pointerdown', down);
    element.removeEventListener('pointermove', move);
    element.removeEventListener('pointerup', up);
    element.removeEventListener('pointercancel', cancel);
    element.removeEventListener('pointerleave', leave);
    element.removeEventListener('wheel', wheel);
  };
}
