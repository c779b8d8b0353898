import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RecollectError } from '@/lib/errors';
import { daysOf, parseFilter } from '@/lib/search/filter-language';
import type { FilterExpression } from '@/lib/store/types';

describe('the filter language', () => {
  it.each<[string, FilterExpression]>([
    ['tag:draft', { field: 'tag', values: ['draft'] }],
    ['collection = "my notes"', { field: 'collection', values: ['my notes'] }],
    ['collection:(work, "a, b", c)', { field: 'collection', values: ['work', 'a, b', 'c'] }],
    ['uri:"say \\"hi\\"/"', { field: 'uri', values: ['say "hi"/'] }],
    [
      'tag:a tag:b or not tag:c',
      {
        or: [
          {
            and: [
              { field: 'tag', values: ['a'] },
              { field: 'tag', values: ['b'] },
            ],
          },
          { not: { field: 'tag', values: ['c'] } },
        ],
      },
    ],
    [
      'language:zh AND (tag:a OR tag:b)',
      {
        and: [
          { field: 'language', values: ['zh'] },
          {
            or: [
              { field: 'tag', values: ['a'] },
              { field: 'tag', values: ['b'] },
            ],
          },
        ],
      },
    ],
    ['date:2024', { field: 'date', from: '2024-01-01', to: '2024-12-31' }],
    ['date>=2024-02', { field: 'date', from: '2024-02-01' }],
    ['date<=2024-02', { field: 'date', to: '2024-02-29' }],
    ['date>=2024-05-31T10:00:00Z', { field: 'date', from: '2024-05-31T10:00:00Z' }],
    // A word for logic is a value like any other after the colon.
    ['tag:or', { field: 'tag', values: ['or'] }],
  ])('reads %s', (text, expression) => {
    expect(parseFilter(text)).toEqual(expression);
  });

  it.each([
    ['', 1, 'a condition is missing'],
    ['tag', 4, 'needs a :'],
    ['tag:', 5, 'a value is missing'],
    ['colour:red', 1, 'nothing to filter by'],
    ['(tag:a', 7, 'a ) is missing'],
    ['tag:a)', 6, 'one too many'],
    ['tag:(a b)', 8, 'a , or ) is missing'],
    ['tag:a OR', 9, 'a condition is missing'],
    ['date>2024', 5, '">" cannot stand here'],
    ['date:yesterday', 6, 'a day is 2024'],
    ['date:2023-02-30', 6, 'a day is 2024'],
    ['tag:"open', 5, 'cannot stand here'],
    [`${'('.repeat(20)}tag:a${')'.repeat(20)}`, 14, 'nest 12 deep'],
    [Array.from({ length: 101 }, () => 'tag:a').join(' '), 601, '100 conditions'],
  ])('says where %j is wrong', (text, character, reason) => {
    const read = () => parseFilter(text);
    expect(read).toThrow(RecollectError);
    expect(read).toThrow(`at character ${character}: `);
    expect(read).toThrow(reason);
  });

  it('reads every expression back that it is written from', () => {
    const value = fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' });
    const quoted = (text: string) => `"${text.replace(/["\\]/g, '\\$&')}"`;
    const leaf = fc
      .tuple(
        fc.constantFrom('collection', 'tag', 'uri', 'selection'),
        fc.array(value, { minLength: 1, maxLength: 3 }),
      )
      .map(([field, values]) => ({
        text: `${field}:(${values.map(quoted).join(',')})`,
        expression: { field, values } as FilterExpression,
      }));
    const { tree } = fc.letrec<{ tree: { text: string; expression: FilterExpression } }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        leaf,
        tie('tree').map(({ text, expression }) => ({
          text: `NOT (${text})`,
          expression: { not: expression },
        })),
        fc.tuple(fc.constantFrom('and', 'or'), tie('tree'), tie('tree')).map(([word, a, b]) => ({
          text: `(${a.text}) ${word} (${b.text})`,
          expression: (word === 'and'
            ? { and: [a.expression, b.expression] }
            : { or: [a.expression, b.expression] }) as FilterExpression,
        })),
      ),
    }));
    fc.assert(
      fc.property(tree, ({ text, expression }) => {
        expect(parseFilter(text)).toEqual(expression);
      }),
    );
  });

  it('never fails but with a place and a reason', () => {
    const piece = fc.constantFrom(
      'tag',
      ':',
      '(',
      ')',
      'a',
      '"',
      '\\',
      'AND',
      'NOT',
      ',',
      'date',
      '>=',
      ' ',
      '2024',
      '汉',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        try {
          parseFilter(pieces.join(''));
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(RecollectError);
          expect((thrown as RecollectError).message).toMatch(/^filter: at character \d+: /);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe('daysOf', () => {
  it('knows leap years and nothing that is no day', () => {
    expect(daysOf('2023-02')).toEqual({ from: '2023-02-01', to: '2023-02-28' });
    expect(daysOf('2024-02-29')).toEqual({ from: '2024-02-29', to: '2024-02-29' });
    for (const no of ['2023-02-29', '2024-13', '24', '2024-1-1', 'x', '']) expect(daysOf(no)).toBeNull();
  });
});
