import type { Locator } from 'playwright-core';

/** Red, green and blue, each 0 to 255. */
export type Colour = readonly [number, number, number];

/** What of an element is seen: widths in CSS pixels, colours as the screen shows them on white paper. */
export interface Looks {
  name: string;
  colour: Colour;
  background: Colour;
  border: number;
  borderColour: Colour;
  /** 0 when there is none. */
  outline: number;
  outlineColour: Colour;
  line: string;
  lineColour: Colour;
}

/** @param locator of one element */
export function looksOf(locator: Locator): Promise<Looks> {
  return locator.evaluate((element) => {
    const canvas = document.createElement('canvas').getContext('2d');
    if (!canvas) throw new Error('there is no canvas to look at colours with');
    const seen = (...layers: string[]): [number, number, number] => {
      for (const layer of ['white', ...layers]) {
        canvas.fillStyle = layer;
        canvas.fillRect(0, 0, 1, 1);
      }
      const [red = 0, green = 0, blue = 0] = canvas.getImageData(0, 0, 1, 1).data;
      return [red, green, blue];
    };
    // What is transparent shows what lies under it.
    const under: string[] = [];
    for (let at: Element | null = element; at; at = at.parentElement)
      under.unshift(getComputedStyle(at).backgroundColor);
    const style = getComputedStyle(element);
    return {
      name: `${element.tagName} ${element.getAttribute('aria-label') ?? element.textContent}`.slice(0, 60),
      colour: seen(...under, style.color),
      background: seen(...under),
      border: style.borderTopStyle === 'none' ? 0 : parseFloat(style.borderTopWidth),
      borderColour: seen(...under, style.borderTopColor),
      outline: style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth),
      outlineColour: seen(...under, style.outlineColor),
      line: style.textDecorationLine,
      lineColour: seen(...under, style.textDecorationColor),
    };
  });
}

/** Contrast of two colours as WCAG has it, 1 to 21. */
export function contrast(a: Colour, b: Colour): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: Colour): number {
  const [red = 0, green = 0, blue = 0] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
