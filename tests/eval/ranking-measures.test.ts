import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rankingMeasures } from '@/lib/eval/ranking-measures';

describe('rankingMeasures', () => {
  // Worked by hand: gains 3, 0, 1 against the ideal 3, 2, 1.
  it('are those of trec_eval', () => {
    const judged = new Map([
      ['a', 3],
      ['b', 2],
      ['c', 1],
      ['d', 0],
    ]);
    const { ndcg10, recall100, mrr10, averagePrecision } = rankingMeasures(['a', 'd', 'c'], judged);
    expect(ndcg10).toBeCloseTo((3 + 1 / 2) / (3 + 2 / Math.log2(3) + 1 / 2), 12);
    expect(recall100).toBeCloseTo(2 / 3, 12);
    expect(mrr10).toBe(1);
    expect(averagePrecision).toBeCloseTo((1 + 2 / 3) / 3, 12);
  });

  it('look no deeper than they say', () => {
    const ranking = Array.from({ length: 120 }, (_, index) => `d${index + 1}`);
    expect(rankingMeasures(ranking, new Map([['d10', 1]]))).toMatchObject({ mrr10: 0.1, recall100: 1 });
    expect(rankingMeasures(ranking, new Map([['d11', 1]]))).toMatchObject({
      ndcg10: 0,
      mrr10: 0,
      recall100: 1,
    });
    const late = rankingMeasures(ranking, new Map([['d101', 1]]));
    expect(late).toMatchObject({ ndcg10: 0, mrr10: 0, recall100: 0 });
    expect(late.averagePrecision).toBeCloseTo(1 / 101, 12);
  });

  it('are 0 for an empty ranking, and where nothing is relevant', () => {
    const nothing = { ndcg10: 0, recall100: 0, mrr10: 0, averagePrecision: 0 };
    expect(rankingMeasures([], new Map([['a', 1]]))).toEqual(nothing);
    expect(rankingMeasures(['a'], new Map([['b', 0]]))).toEqual(nothing);
  });

  it('are 1 for an ideal ranking, never more, and lose nothing when a relevant document moves up', () => {
    const documents = fc.uniqueArray(fc.integer({ min: 0, max: 30 }), { minLength: 2, maxLength: 10 });
    fc.assert(
      fc.property(
        documents,
        fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 10, maxLength: 10 }),
        fc.nat(),
        (ids, gains, at) => {
          const judged = new Map(ids.map((id, index) => [String(id), gains[index] ?? 0]));
          fc.pre([...judged.values()].some((gain) => gain > 0));
          const ranking = ids.map(String);
          const ideal = [...ranking].sort((a, b) => (judged.get(b) ?? 0) - (judged.get(a) ?? 0));
          expect(rankingMeasures(ideal, judged)).toEqual({
            ndcg10: 1,
            recall100: 1,
            mrr10: 1,
            averagePrecision: 1,
          });
          const place = 1 + (at % (ranking.length - 1));
          const [upper = '', lower = ''] = ranking.slice(place - 1, place + 1);
          const swapped = ranking.map((id) => (id === upper ? lower : id === lower ? upper : id));
          const [better, worse] =
            (judged.get(lower) ?? 0) >= (judged.get(upper) ?? 0) ? [swapped, ranking] : [ranking, swapped];
          const [more, less] = [rankingMeasures(better, judged), rankingMeasures(worse, judged)];
          for (const measure of ['ndcg10', 'recall100', 'mrr10', 'averagePrecision'] as const) {
            expect(more[measure]).toBeGreaterThanOrEqual(less[measure] - 1e-12);
            expect(more[measure]).toBeLessThanOrEqual(1 + 1e-12);
          }
        },
      ),
    );
  });
});
