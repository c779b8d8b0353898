/** A linear scale of one axis, from values to pixels. */
export interface Scale {
  (value: number): number;
  ticks: number[];
}

/**
 * The scale that shows all values with round numbers at its ticks.
 *
 * @param values at least one
 * @param pixels where the least and the greatest tick stand
 */
export function scaleFor(values: readonly number[], [from, to]: readonly [number, number]): Scale {
  const low = Math.min(...values);
  const high = Math.max(...values);
  const step = roundStep((distinct(low, high) ? high - low : 1) / 5);
  const first = Math.floor(low / step);
  const last = Math.max(first + 1, Math.ceil(high / step));
  const ticks = Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step);
  const place = (value: number) => from + ((value / step - first) / (last - first)) * (to - from);
  return Object.assign(place, { ticks });
}

/** Whether two values are far enough apart for ticks between them that numbers can tell from each other. */
function distinct(low: number, high: number): boolean {
  return high - low > Math.max(1e-12, 1e-9 * Math.max(Math.abs(low), Math.abs(high)));
}

/** The least of 1, 2, 5 × a power of ten that is not below a size. */
function roundStep(size: number): number {
  const power = 10 ** Math.floor(Math.log10(size));
  return power * ([1, 2, 5, 10].find((factor) => factor * power >= size) ?? 10);
}
