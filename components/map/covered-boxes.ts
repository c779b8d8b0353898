import type { Box } from './dot-counts';

/**
 * What lies on the map and is marked so (`data-over-map`): buttons and panels, whose places only the page knows. A panel
 * that stays with the window while the page is scrolled lies on no part of the map for long and is left out.
 *
 * @param frame that the map fills
 * @returns CSS pixels from its upper left corner
 */
export function coveredBoxes(frame: HTMLElement): Box[] {
  return [...frame.querySelectorAll<HTMLElement>('[data-over-map]')]
    .filter(({ offsetParent }) => offsetParent === frame)
    .map(({ offsetLeft: left, offsetTop: top, offsetWidth, offsetHeight }) => ({
      left,
      top,
      right: left + offsetWidth,
      bottom: top + offsetHeight,
    }));
}
