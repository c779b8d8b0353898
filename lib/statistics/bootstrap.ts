import { seededRandom } from './random';

/** A mean with its 95 % interval. */
export interface Interval {
  mean: number;
  low: number;
  high: number;
}

const RESAMPLES = 1_000;

/**
 * Mean of per-example scores with a percentile bootstrap interval (Efron, 1979). For two systems over the same
 * examples give the differences: the interval then says whether one is better (Koehn, EMNLP 2004).
 *
 * @param values one per example; empty gives zeros
 * @param seed the same seed gives the same interval
 * @example bootstrapMean([1, 1, 1]) // {mean: 1, low: 1, high: 1}
 */
export function bootstrapMean(values: readonly number[], { seed = 1, resamples = RESAMPLES } = {}): Interval {
  if (values.length === 0) return { mean: 0, low: 0, high: 0 };
  const random = seededRandom(seed);
  const means = Array.from({ length: resamples }, () => {
    let sum = 0;
    for (let draw = 0; draw < values.length; draw += 1)
      sum += values[Math.floor(random() * values.length)] ?? 0;
    return sum / values.length;
  }).sort((a, b) => a - b);
  const at = (share: number) => means[Math.min(means.length - 1, Math.floor(share * means.length))] ?? 0;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { mean, low: at(0.025), high: at(0.975) };
}
