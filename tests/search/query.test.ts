import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFtsTerms } from '@/lib/search/fts-terms';
import { readQuery, type SearchTerm } from '@/lib/search/query';
import { isStopWord } from '@/lib/search/stop-words';

const terms = createFtsTerms();
const read = (query: string) => readQuery(query, terms);
/** A term as `word word*`. */
const shown = ({ words, prefix }: SearchTerm) => `${words.join(' ')}${prefix ? '*' : ''}`;

describe('FTS5 terms', () => {
  it('are folded and stemmed as FTS5 does it', () => {
    expect(terms.of(['Running', 'CAFÉ', 'relational', '检索', 'gpt'])).toEqual([
      'run',
      'cafe',
      'relat',
      '检索',
      'gpt',
    ]);
  });

  it('come in the order of the words, known ones, repeated ones and ones FTS5 sees nothing in', () => {
    expect(terms.of(['libraries', '!', 'library', 'libraries', ''])).toEqual([
      'librari',
      '',
      'librari',
      'librari',
      '',
    ]);
    expect(terms.of([])).toEqual([]);
  });
});

describe('readQuery', () => {
  it('tells words that ask from words that name', () => {
    const { terms } = read('how does The memory of a whale work');
    expect(terms.filter(({ stop }) => !stop).map(shown)).toEqual(['memory', 'whale', 'work']);
    expect(terms.filter(({ stop }) => stop).map(shown)).toEqual(['how', 'does', 'The', 'of', 'a']);
  });

  it('takes forms of one word for one term', () => {
    expect(read('run runs far RUNNING').terms.map(({ words, count }) => [words[0], count])).toEqual([
      ['run', 3],
      ['far', 1],
    ]);
  });

  it('reads quotes: each phrase must stand, and its words also count', () => {
    const { text, terms, phrases } = read('hamlet "to be" “or not”');
    expect(phrases.map(shown)).toEqual(['to be', 'or not']);
    expect(terms.map(shown)).toEqual(['hamlet', 'to be', 'or not']);
    expect(text).toBe('hamlet to be or not');
  });

  it.each([
    'Why is it called "porter"?',
    'What makes these stronger than "regular" beers',
    'Cells of two kinds cooperate to build "Van Gogh" bundles on a medium',
  ])('takes quotes for quotes in a question and in prose: %s', (query) => {
    const { phrases, terms } = read(query);
    expect(phrases).toEqual([]);
    const quoted = /"(.*)"/.exec(query)?.[1]?.split(' ') ?? [];
    expect(terms.map(shown)).toEqual(expect.arrayContaining([...quoted, quoted.join(' ')]));
  });

  it.each(['"to be or not"', 'the beatles "let it be"', '"free jazz" in the city', 'is "porter"'])(
    'takes quotes for an operator elsewhere: %s',
    (query) => {
      expect(read(query).phrases).toHaveLength(1);
    },
  );

  it('reads exclusions and keeps them from the encoder', () => {
    const { text, terms, excluded } = read('jazz -free -"bossa nova"');
    expect(excluded.map(shown)).toEqual(['free', 'bossa nova']);
    expect(terms.map(shown)).toEqual(['jazz']);
    expect(text).toBe('jazz');
  });

  it.each([
    ['书', ['书*']],
    ['水垢', ['水垢']],
    ['红烧肉', ['红烧', '烧肉', '红烧 烧肉']],
  ])('reads the Chinese query %s', (query, expected) => {
    expect(read(query).terms.map(shown)).toEqual(expected);
  });

  it('reads mixed script as it is written and as its parts', () => {
    expect(read('重跑gen-itgc').terms.map(shown)).toEqual(
      expect.arrayContaining(['重跑', 'gen', 'itgc', '重跑 gen itgc']),
    );
  });

  it('reads full-width letters and digits as ordinary ones', () => {
    expect(read('２０２４年 ＲＡＧ').terms.map(shown)).toEqual(read('2024年 RAG').terms.map(shown));
    expect(read('２０２４年').terms.map(shown)).toContain('2024');
  });

  it('marks Chinese words that only ask', () => {
    expect(isStopWord('怎么')).toBe(true);
    expect(isStopWord('水垢')).toBe(false);
  });

  it.each(['', '   ', '"', '- -', '🙂', '!?'])('finds no word in %j', (query) => {
    expect(read(query).terms).toEqual([]);
  });

  it('looks at a bounded number of terms', () => {
    const words = Array.from({ length: 3_000 }, (_, index) => `w${index}`);
    expect(read(words.join(' ')).terms).toHaveLength(400);
  });

  it('gives any input terms that FTS5 knows, each once', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (query) => {
        const { terms } = read(query);
        const keys = terms.map(({ stems }) => stems.join(' '));
        expect(new Set(keys).size).toBe(keys.length);
        for (const { words, stems } of terms) {
          expect(stems).toHaveLength(words.length);
          expect(stems).not.toContain('');
        }
      }),
    );
  });
});
