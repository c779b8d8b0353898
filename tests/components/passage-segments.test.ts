import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { excerptOf, segmentsOf } from '@/components/search/passage-segments';

const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1500 });
const spanIn = (length: number) =>
  fc.tuple(fc.nat(length), fc.nat(length)).map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) }));

describe('segmentsOf', () => {
  it('puts the shown text together again, every character once', () => {
    fc.assert(
      fc.property(
        text.chain((value) => {
          const span = spanIn(value.length);
          return fc.tuple(fc.constant(value), fc.array(span, { maxLength: 8 }), span, span);
        }),
        ([value, highlights, best, shown]) => {
          const segments = segmentsOf(value, highlights, best, shown);
          expect(segments.map((segment) => segment.text).join('')).toBe(value.slice(shown.start, shown.end));
        },
      ),
    );
  });

  it('marks the words and the best sentence, also where they cross', () => {
    const value = 'Bread rises. Yeast makes gas.';
    const segments = segmentsOf(
      value,
      [
        { start: 0, end: 5 },
        { start: 13, end: 18 },
      ],
      { start: 13, end: 29 },
      { start: 0, end: value.length },
    );
    expect(segments).toEqual([
      { text: 'Bread', marked: true, best: false },
      { text: ' rises. ', marked: false, best: false },
      { text: 'Yeast', marked: true, best: true },
      { text: ' makes gas.', marked: false, best: true },
    ]);
  });
});

describe('excerptOf', () => {
  it('always shows the whole best sentence and never cuts a character in two', () => {
    fc.assert(
      fc.property(
        text.chain((value) => fc.tuple(fc.constant(value), spanIn(value.length))),
        ([value, best]) => {
          const { start, end, cutBefore, cutAfter } = excerptOf(value, best);
          expect(start).toBeLessThanOrEqual(best.start);
          expect(end).toBeGreaterThanOrEqual(best.end);
          expect(cutBefore).toBe(start > 0);
          expect(cutAfter).toBe(end < value.length);
        },
      ),
    );
  });

  it('does not cut a surrogate pair', () => {
    const value = '😀'.repeat(600);
    const { start, end } = excerptOf(value, { start: 600, end: 604 });
    expect(value.slice(start, end)).toMatch(/^(😀)+$/u);
  });

  it('cuts between words', () => {
    const value = 'word '.repeat(300).trim();
    const { start, end } = excerptOf(value, { start: 700, end: 720 });
    expect(value.slice(start, end)).toMatch(/^word( word)*$/);
  });

  it('leaves a short passage whole', () => {
    expect(excerptOf('Short.', { start: 0, end: 6 })).toEqual({
      start: 0,
      end: 6,
      cutBefore: false,
      cutAfter: false,
    });
  });
});
