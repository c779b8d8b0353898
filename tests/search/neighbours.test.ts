import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fuseByScore, lowestScore, sumOf, type FusedPassage } from '@/lib/search/fuse';
import { SUPPORTED, supportByNeighbours } from '@/lib/search/neighbours';
import { vectorOf } from '../store/open-temporary';

/** Passages fused from one list, best first. */
function fused(scores: readonly number[]): FusedPassage[] {
  const passages = scores
    .map((score, id) => ({ id, score }))
    .sort((a, b) => b.score - a.score || a.id - b.id);
  return fuseByScore([{ list: 'semantic', weight: 1, passages, floor: lowestScore(passages) }]);
}
const scores = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 6, maxLength: 90 });
const someVector = ({ id }: FusedPassage) => (id % 11 === 3 ? undefined : vectorOf(String(id % 20), 8));

describe('supportByNeighbours', () => {
  it('keeps every passage, best first, and its sums, to the last bit', () => {
    fc.assert(
      fc.property(scores, fc.double({ min: 0, max: 1, noNaN: true }), (list, trust) => {
        const before = fused(list);
        const after = supportByNeighbours(before, someVector, trust);
        expect(after.map(({ id }) => id).sort()).toEqual(before.map(({ id }) => id).sort());
        for (const [index, { score, lists }] of after.entries()) {
          expect(score).toBe(sumOf(lists));
          expect(score).toBeLessThanOrEqual(after[index - 1]?.score ?? 1 + 1e-12);
          for (const { weight, normalised, contribution } of lists) {
            expect(contribution).toBe(weight * normalised);
            expect(normalised).toBeGreaterThanOrEqual(0);
            expect(normalised).toBeLessThanOrEqual(1 + 1e-12);
          }
          const weights = lists.reduce((sum, { weight }) => sum + weight, 0);
          expect(weights).toBeCloseTo(1, 12);
        }
      }),
    );
  });

  it('leaves the passages below in their order, behind those it supports', () => {
    const before = fused(Array.from({ length: SUPPORTED + 30 }, (_, index) => 1 / (1 + index)));
    const after = supportByNeighbours(before, someVector, 1);
    expect(after.slice(SUPPORTED).map(({ id }) => id)).toEqual(before.slice(SUPPORTED).map(({ id }) => id));
    expect(after[SUPPORTED]?.lists.at(-1)).toMatchObject({ list: 'neighbours', raw: null, contribution: 0 });
  });

  it('lifts a passage among its like over one that stands alone', () => {
    // Passage 1 scores a little better than 2 but is like nothing else; 2 to 7 say the same.
    const before = fused([1, 0.62, 0.6, 0.58, 0.57, 0.56, 0.55, 0.54, 0.1, 0.05, 0]);
    const vector = ({ id }: FusedPassage) =>
      vectorOf(id === 0 || id === 1 || id > 7 ? `alone ${id}` : 'together', 64);
    const place = (passages: readonly FusedPassage[], wanted: number) =>
      passages.findIndex(({ id }) => id === wanted);
    const after = supportByNeighbours(before, vector, 1);
    expect(place(before, 1)).toBeLessThan(place(before, 2));
    expect(place(after, 2)).toBeLessThan(place(after, 1));
  });

  it('changes nothing without trust, without enough vectors, and without passages', () => {
    const before = fused([0.9, 0.5, 0.4, 0.3, 0.2, 0.1, 0]);
    expect(supportByNeighbours(before, someVector, 0)).toEqual(before);
    expect(supportByNeighbours(before, () => undefined, 1)).toEqual(before);
    expect(supportByNeighbours(before.slice(0, 5), someVector, 1)).toEqual(before.slice(0, 5));
    expect(supportByNeighbours([], someVector, 1)).toEqual([]);
  });
});
