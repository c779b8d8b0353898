import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reportPage } from '@/scripts/evaluate/report/page';
import { scaleFor } from '@/scripts/evaluate/report/scale';
import type { SetReport } from '@/scripts/evaluate/retrieval';

const variant = (name: string, ndcg10: number, gain: number | null) => ({
  name,
  measures: { ndcg10, recall100: 0.9, mrr10: 0.8, averagePrecision: 0.7 },
  gain: gain === null ? null : { mean: gain, low: gain - 0.02, high: gain + 0.02 },
});
const times = { median: 4, p95: 9 };
const set = (name: string): SetReport => ({
  name,
  queries: 1_200,
  bestSingle: 'semantic',
  variants: [
    variant('lexical', 0.512, -0.1),
    variant('semantic', 0.612, null),
    variant('hybrid', 0.655, 0.043),
  ],
  documents: 10,
  passages: 20,
  ingest: { passages: 20, seconds: 2, cached: false, failedRows: 0 } as SetReport['ingest'],
  databaseBytes: 3 * 2 ** 20,
  times: { lexical: times, semantic: times, hybrid: times },
  peakMemoryBytes: 400 * 2 ** 20,
});

describe('the report of an evaluation', () => {
  const page = reportPage({
    machine: '2 × test',
    madeAt: '2026-01-31T12:00:00Z',
    sets: [set('one'), set('two')],
  });

  it('has every figure that is printed', () => {
    for (const figure of [
      'one',
      'two',
      '0.512',
      '0.612',
      '0.655',
      '+0.043 [+0.023, +0.063]',
      '2,400',
      '2026-01-31',
    ])
      expect(page).toContain(figure);
    expect(page.match(/<svg/g)).toHaveLength(3);
  });

  it('needs nothing else: no script, no address', () => {
    expect(page).not.toMatch(/<script|<link|<img|src=|https?:|url\(/);
  });

  it('shows the name of a set as text', () => {
    const named = reportPage({ machine: '', madeAt: '2026-01-31', sets: [set('<script>alert(1)</script>')] });
    expect(named).not.toContain('<script');
    expect(named).toContain('&lt;script&gt;alert(1)');
  });
});

describe('a scale', () => {
  it('has all values between its ends, at rising ticks', () => {
    const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(values, (given) => {
        const scale = scaleFor(given, [100, 500]);
        for (const value of given) {
          expect(scale(value)).toBeGreaterThanOrEqual(100 - 1e-6);
          expect(scale(value)).toBeLessThanOrEqual(500 + 1e-6);
        }
        expect(scale.ticks.length).toBeGreaterThanOrEqual(2);
        expect(scale.ticks.length).toBeLessThanOrEqual(8);
      }),
    );
  });

  it.each([[[0, 5e-324]], [[1e6, 1e6 + 1e-10]], [[0, 1e-300, 1e-305]], [[0.7]]])(
    'has a place for values that are as good as equal: %j',
    (given) => {
      const scale = scaleFor(given, [100, 500]);
      for (const value of given) {
        expect(scale(value)).toBeGreaterThanOrEqual(100 - 1e-6);
        expect(scale(value)).toBeLessThanOrEqual(500 + 1e-6);
      }
      expect(scale.ticks.length).toBeLessThanOrEqual(8);
    },
  );
});
