import { describe, expect, it } from 'vitest';
import { fitLogistic, logistic } from '@/lib/eval/logistic-regression';
import { seededRandom } from '@/lib/statistics/random';

describe('fitLogistic', () => {
  it('finds the weights that examples were drawn with', () => {
    const random = seededRandom(5);
    const truth = [-1, 3, -2];
    const examples = Array.from({ length: 20_000 }, () => {
      const features = [1, random(), random()];
      return { features, positive: random() < logistic(truth, features), weight: 1 };
    });
    const found = fitLogistic(examples);
    for (const [at, weight] of truth.entries()) expect(found[at]).toBeCloseTo(weight, 0);
  });

  it('counts an example as often as its weight says', () => {
    const twice = fitLogistic([
      { features: [1], positive: true, weight: 3 },
      { features: [1], positive: false, weight: 1 },
    ]);
    expect(logistic(twice, [1])).toBeCloseTo(0.75, 2);
  });

  it('stays finite where a feature tells all', () => {
    const weights = fitLogistic([
      { features: [1, 0], positive: false, weight: 1 },
      { features: [1, 1], positive: true, weight: 1 },
    ]);
    expect(weights.every(Number.isFinite)).toBe(true);
    expect(logistic(weights, [1, 1])).toBeGreaterThan(0.9);
  });
});
