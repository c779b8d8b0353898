import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planBatches } from '@/lib/embed/batches';

describe('planBatches', () => {
  it('holds every text once, within the budget, similar lengths together', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 300 }), { maxLength: 200 }),
        fc.integer({ min: 1, max: 4096 }),
        (lengths, budget) => {
          const batches = planBatches(lengths, budget);
          expect(batches.flat().sort((a, b) => a - b)).toEqual(lengths.map((_, position) => position));
          const longest = batches.map((batch) => Math.max(...batch.map((at) => lengths[at] ?? 0)));
          const shortest = batches.map((batch) => Math.min(...batch.map((at) => lengths[at] ?? 0)));
          for (const [turn, batch] of batches.entries()) {
            expect(batch.length === 1 || (longest[turn] ?? 0) * batch.length <= budget).toBe(true);
            if (turn > 0) expect(longest[turn]).toBeLessThanOrEqual(shortest[turn - 1] ?? 0);
          }
        },
      ),
    );
  });

  it('fills a batch as far as the budget goes', () => {
    expect(planBatches([10, 10, 10, 10], 20)).toEqual([
      [0, 1],
      [2, 3],
    ]);
    expect(planBatches([], 20)).toEqual([]);
  });
});
