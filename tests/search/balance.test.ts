import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { balanceOf, readableShare, unreadShare, type BalanceEvidence } from '@/lib/search/balance';
import type { RankedPassage } from '@/lib/search/fuse';

/** A list whose first passage stands out by `margin` and whose others lie close together. */
function list(top: number, margin: number, length = 40): RankedPassage[] {
  return Array.from({ length }, (_, index) => ({
    id: index + 1,
    score: index === 0 ? top : top - margin - index * 1e-6,
  }));
}
const evidence = (given: Partial<BalanceEvidence>): BalanceEvidence => ({
  semantic: list(0.7, 0.18),
  lexical: list(20, 12),
  passages: 3_000,
  unread: 0,
  ...given,
});

describe('balanceOf', () => {
  it('adds up to 1, between 0 and 1', () => {
    const scores = fc.array(fc.double({ min: 0, max: 30, noNaN: true }), { maxLength: 60 });
    const ranked = (values: number[]) =>
      values.sort((a, b) => b - a).map((score, id): RankedPassage => ({ id, score }));
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(
        share,
        scores,
        scores,
        fc.integer({ min: 1, max: 1e6 }),
        share,
        (base, a, b, passages, unread) => {
          const semantic = ranked(a.map((score) => score / 30));
          const balance = balanceOf(base, { semantic, lexical: ranked(b), passages, unread });
          expect(balance.semantic).toBeGreaterThanOrEqual(0);
          expect(balance.semantic).toBeLessThanOrEqual(1);
          expect(balance.semantic + balance.lexical).toBe(1);
        },
      ),
    );
  });

  it('trusts the list that stands out', () => {
    const usual = balanceOf(0.5, evidence({}));
    expect(usual.semantic).toBeCloseTo(0.5, 1);
    expect(balanceOf(0.5, evidence({ lexical: list(20, 18) })).lexical).toBeGreaterThan(usual.lexical);
    expect(balanceOf(0.5, evidence({ lexical: list(20, 1) })).lexical).toBeLessThan(usual.lexical);
    expect(balanceOf(0.5, evidence({ semantic: list(0.7, 0.4) })).semantic).toBeGreaterThan(usual.semantic);
  });

  it('trusts words more that only a few passages have', () => {
    const few = balanceOf(0.5, evidence({ lexical: list(12, 0, 3) }));
    const many = balanceOf(0.5, evidence({ lexical: list(12, 0, 300) }));
    expect(few.lexical).toBeGreaterThan(0.4);
    expect(many.lexical).toBeLessThan(0.01);
  });

  it('leans as it is configured, up to one list alone', () => {
    const at = (base: number) => balanceOf(base, evidence({})).semantic;
    expect(at(0)).toBe(0);
    expect(at(1)).toBe(1);
    expect(at(0.3)).toBeLessThan(at(0.5));
    expect(at(0.7)).toBeGreaterThan(at(0.5));
  });

  it('leaves all to the list that has found something', () => {
    expect(balanceOf(0.5, evidence({ lexical: [] }))).toEqual({ semantic: 1, lexical: 0 });
    expect(balanceOf(0.5, evidence({ semantic: [] }))).toEqual({ semantic: 0, lexical: 1 });
    expect(balanceOf(0.5, evidence({ semantic: [], lexical: [] }))).toEqual({ semantic: 0.5, lexical: 0.5 });
  });

  it('leaves to words what the encoder cannot read', () => {
    const read = balanceOf(0.5, evidence({})).semantic;
    const partly = balanceOf(0.5, evidence({ unread: 0.25 })).semantic;
    expect(partly).toBeLessThan(read);
    expect(partly).toBeGreaterThan(0);
    expect(balanceOf(0.5, evidence({ unread: 0.5 })).semantic).toBe(0);
    expect(balanceOf(0.5, evidence({ unread: 1, lexical: [] })).semantic).toBe(0);
  });
});

describe('what the encoder cannot read', () => {
  it('is all of a script it was not taught', () => {
    expect(unreadShare('水壶里的水垢', 0.4)).toBe(1);
    expect(unreadShare('水壶', 0)).toBe(0);
    expect(unreadShare('a rare word', 0.05)).toBe(0.05);
    expect(unreadShare('GPT模型', 0.3)).toBeGreaterThan(0.3);
  });
  it('ends trust at half of the query', () => {
    expect([0, 0.25, 0.5, 0.8].map(readableShare)).toEqual([1, 0.5, 0, 0]);
  });
});
