import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markdownMarks, withoutMarks } from '@/components/text/markdown-marks';

describe('a text without its marks', () => {
  it.each([
    ['# Why bread rises', 'Why bread rises'],
    ['## Closed ##\n\nText', 'Closed\n\nText'],
    ['#hashtag, C# and issue #5', '#hashtag, C# and issue #5'],
    ['**It is approximate.** Measure.', 'It is approximate. Measure.'],
    ['the *recall*, the _recall_ and __both__', 'the recall, the recall and both'],
    ['***very*** sure', 'very sure'],
    ['Run `npm test` or ``a ` b``', 'Run npm test or a ` b'],
    ['`**not bold**` but **bold**', '**not bold** but bold'],
    ['see [the *rules*](https://a.example/b_(c)_d "Title") and ![a cat](cat.png)', 'see the rules and a cat'],
    ['at <https://a.example/x_y_z>', 'at https://a.example/x_y_z'],
    ['- flour\n- water\n  * salt', '• flour\n• water\n  • salt'],
    ['- [x] done', '• done'],
    ['1. first\n2. second', '1. first\n2. second'],
    ['> He said:\n> *no*', 'He said:\nno'],
    ['| a | b |\n| - | - |\n| 1 | 2 |', 'a · b\n1 · 2'],
    ['a | b\n--- | ---', 'a · b\n'],
    ['One\n\n---\n\nTwo', 'One\n\n\nTwo'],
    ['```js\nconst a = b * c * d;\n```\nafter', 'const a = b * c * d;\nafter'],
    [String.raw`5 \* 3 \# 2`, '5 * 3 # 2'],
    ['2 * 3 * 4, snake_case_name, a < b > c', '2 * 3 * 4, snake_case_name, a < b > c'],
    ['cut **off in the middle', 'cut **off in the middle'],
    ['notes [3] and [4], f(x)[0](1', 'notes [3] and [4], f(x)[0](1'],
    ['**中文**强调和`代码`', '中文强调和代码'],
    ['', ''],
  ])('%j says %j', (marked, plain) => {
    expect(withoutMarks(marked)).toBe(plain);
  });

  it('names what the headings say', () => {
    const text = '# One\n\nText # no\n\n### Three ###\n';
    expect(markdownMarks(text).headings.map(({ start, end }) => text.slice(start, end))).toEqual([
      'One',
      'Three',
    ]);
  });

  it('only ever leaves marks out: in order, apart, and never a letter, a digit or a Chinese character', () => {
    const piece = fc.constantFrom(
      ...['*', '**', '_', '`', '``', '#', '# ', '- ', '|', '---', '[', '](', ')', '\n', '\n\n', '\\'],
      ...['> ', '~~~', ' ', 'word', '7', '书'],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('');
        let at = 0;
        for (const { start, end } of markdownMarks(text).marks) {
          expect(start).toBeGreaterThanOrEqual(at);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          at = end;
        }
        // Addresses of links and the words after a fence are the only words that are marks.
        if (!/\]\(|~~~|`{3}/.test(text))
          expect(withoutMarks(text).replace(/[^\p{L}\p{N}]/gu, '')).toBe(text.replace(/[^\p{L}\p{N}]/gu, ''));
      }),
      { numRuns: 2000 },
    );
  });

  it.each(['**a ', '`` ` ', '[', '[a](', '*', '_a ', '| ', '# ' + ' '.repeat(9), '> ', '\\'])(
    'is not held up by 200,000 characters of %j',
    (unit) => {
      const text = unit.repeat(200_000 / unit.length);
      expect(withoutMarks(text).length).toBeLessThanOrEqual(text.length + 400_000);
    },
  );
});
