import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indexWords } from '@/lib/text/index-words';
import { scanTokens } from '@/lib/text/scan-tokens';

function tokensOf(text: string): { plain: string[]; other: string[] } {
  const plain: string[] = [];
  const other: string[] = [];
  scanTokens(
    text,
    (start, end) => plain.push(text.slice(start, end)),
    (start, end) => other.push(text.slice(start, end)),
  );
  return { plain, other };
}

describe('scanTokens', () => {
  it('tells plain words and numbers, without the marks around them, from everything else', () => {
    expect(
      tokensOf(' The (old) "bridge", built 1887.\nU.S. pre-war, iPhone; A c++ don\'t café 7th -x ...'),
    ).toEqual({
      plain: ['The', 'old', 'bridge', 'built', '1887'],
      other: ['U.S.', 'pre-war,', 'iPhone;', 'A', 'c++', "don't", 'café', '7th', '-x', '...'],
    });
  });

  it('leaves out nothing but white space and marks', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (text) => {
        const spans: [number, number][] = [];
        const hear = (start: number, end: number) => void spans.push([start, end]);
        scanTokens(text, hear, hear);
        let at = 0;
        for (const [start, end] of spans) {
          expect(text.slice(at, start)).toMatch(/^[\s.,;:!?()[\]{}"'*]*$/);
          expect(end).toBeGreaterThan(start);
          at = end;
        }
        expect(text.slice(at)).toMatch(/^[\s.,;:!?()[\]{}"'*]*$/);
      }),
    );
  });

  it('cuts ASCII words as the expressions for all other writing would cut them', () => {
    const token = fc.string({ unit: fc.constantFrom(...'abZ7.,-\'"()*@&'), maxLength: 6 });
    fc.assert(
      fc.property(fc.array(token, { maxLength: 12 }), (tokens) => {
        const text = tokens.join(' ');
        // Full-width letters and digits are the same words by NFKC, and none of them is a plain token.
        const wide = text.replace(/[A-Za-z0-9]/g, (character) =>
          String.fromCharCode(character.charCodeAt(0) + 0xfee0),
        );
        expect(indexWords(text)).toEqual(indexWords(wide));
      }),
      { numRuns: 500 },
    );
  });
});
