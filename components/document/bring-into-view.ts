/** A stretch of the window from top to bottom, pixels. */
export interface Stretch {
  top: number;
  bottom: number;
}

/**
 * How far to scroll so that a stretch can be read: to the middle of what is free of the window when it fits there,
 * and otherwise from its beginning.
 *
 * @param free the part of the window that nothing lies over
 * @returns pixels, downwards; negative for upwards
 */
export function scrollToRead(stretch: Stretch, free: Stretch): number {
  const spare = free.bottom - free.top - (stretch.bottom - stretch.top);
  return stretch.top - free.top - Math.max(0, spare / 2);
}

/** Brings the elements, taken together, into the free part of the window. */
export function bringIntoView(elements: Iterable<Element>, free: Stretch): void {
  const boxes = [...elements].map((element) => element.getBoundingClientRect());
  if (boxes.length === 0) return;
  const top = Math.min(...boxes.map((box) => box.top));
  const bottom = Math.max(...boxes.map((box) => box.bottom));
  window.scrollBy({ top: scrollToRead({ top, bottom }, free) });
}
