import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bodyStart, excerptOf, marksOf, segmentsOf } from '@/components/search/passage-segments';
import type { PassageHit, SearchHit } from '@/lib/search/types';

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
      { text: 'Bread', marked: true, best: false, heading: false },
      { text: ' rises. ', marked: false, best: false, heading: false },
      { text: 'Yeast', marked: true, best: true, heading: false },
      { text: ' makes gas.', marked: false, best: true, heading: false },
    ]);
  });
});

describe('a passage of Markdown', () => {
  const document = { mediaType: 'text/markdown' } as SearchHit['document'];
  const passage = (text: string, best: string, headingPath: string[] = []): PassageHit => ({
    id: 1,
    ordinal: 0,
    start: 0,
    end: text.length,
    headingPath,
    page: null,
    score: 1,
    text,
    highlights: [...text.matchAll(/yeast/gi)].map(({ index }) => ({ start: index, end: index + 5 })),
    bestSentence: { start: text.indexOf(best), end: text.indexOf(best) + best.length },
  });

  it('is shown without its marks, with the words and the sentence where they were', () => {
    const hit = passage('# Bread\n\nWhat *Yeast* does. **Yeast makes `gas`.**', '**Yeast makes `gas`.**');
    const marks = marksOf(hit, document);
    const all = { start: 0, end: hit.text.length };
    const segments = segmentsOf(hit.text, hit.highlights, hit.bestSentence, all, marks);
    const joined = (wanted: typeof segments) => wanted.map(({ text }) => text).join('');
    expect(joined(segments)).toBe('Bread\n\nWhat Yeast does. Yeast makes gas.');
    expect(joined(segments.filter(({ marked }) => marked))).toBe('YeastYeast');
    expect(joined(segments.filter(({ best }) => best))).toBe('Yeast makes gas.');
    expect(joined(segments.filter(({ heading }) => heading))).toBe('Bread');
  });

  it('begins past the headings that stand above it already', () => {
    const text = '# The *Bread*\n\n## Yeast\n\nYeast makes gas.';
    const hit = passage(text, 'Yeast makes gas.');
    expect(text.slice(bodyStart(hit, 'The Bread', marksOf(hit, document)))).toBe('Yeast makes gas.');
  });

  it('knows the headings of other formats by their names', () => {
    const text = 'Making stock\n\nChicken stock\n\nIt costs little.';
    const plain = { mediaType: 'text/html' } as SearchHit['document'];
    const hit = passage(text, 'It costs little.', ['Making stock', 'Chicken stock']);
    expect(text.slice(bodyStart(hit, 'Making stock', marksOf(hit, plain)))).toBe('It costs little.');
    const other = passage(text, 'It costs little.');
    expect(text.slice(bodyStart(other, 'Making stock', marksOf(other, plain)))).toMatch(/^Chicken/);
  });

  it('keeps a heading that is the best sentence, and a passage of nothing but headings', () => {
    const text = '# Bread\n\n## Yeast\n\nIt makes gas.';
    const best = passage(text, '## Yeast');
    expect(text.slice(bodyStart(best, 'Bread', marksOf(best, document)))).toMatch(/^## Yeast/);
    const only = passage('# Bread\n', '# Bread');
    expect(bodyStart(only, 'Bread', marksOf(only, document))).toBe(0);
  });

  it('leaves text of other formats as it was written', () => {
    const hit = passage('2 * *Yeast* `x`', '2 * *Yeast* `x`');
    expect(marksOf(hit, { ...document, mediaType: 'text/plain' }).marks).toEqual([]);
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
