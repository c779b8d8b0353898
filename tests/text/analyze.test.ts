import Database from 'better-sqlite3';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { matchExpression } from '@/lib/search/match-expression';
import { analyzeForIndex, analyzeQuery } from '@/lib/text/analyze';
import { indexWords } from '@/lib/text/index-words';

let db: Database.Database;
beforeAll(() => {
  db = new Database(':memory:');
  db.exec(
    `CREATE VIRTUAL TABLE fts USING fts5(body, content='', contentless_delete=1, tokenize='porter unicode61 remove_diacritics 2')`,
  );
});
afterAll(() => db.close());

/** Whether a query finds a text, as lexical search asks for it. */
function finds(query: string, text: string): boolean {
  const { terms, phrases, excluded } = analyzeQuery(query);
  const match = matchExpression({ anyOf: terms, allOf: phrases, noneOf: excluded });
  if (match === null) return false;
  db.prepare('INSERT INTO fts(rowid, body) VALUES (1, ?)').run(analyzeForIndex(text));
  try {
    return db.prepare('SELECT rowid FROM fts WHERE fts MATCH ?').all(match).length > 0;
  } finally {
    db.prepare('DELETE FROM fts WHERE rowid = 1').run();
  }
}

describe('Chinese and mixed script', () => {
  const text = '我们用重跑gen-itgc验证检索增强生成（ＲＡＧ），２０２４年的版本是Ｖ２。';

  it.each(['检', '索', '成', '年', '重', '我'])('finds the single character %s', (query) => {
    expect(finds(query, text)).toBe(true);
  });
  it.each(['检索', '生成', '重跑', '验证', '2024', 'rag', 'RAG', 'v2', 'ｇｅｎ'])(
    'finds the word %s',
    (query) => {
      expect(finds(query, text)).toBe(true);
    },
  );
  it.each(['检索增强', '增强生成', '重跑gen-itgc', '２０２４年'])('finds %s', (query) => {
    expect(finds(query, text)).toBe(true);
  });
  it('does not find what is not there', () => {
    expect(finds('索检', text)).toBe(false);
    expect(finds('猫', text)).toBe(false);
    expect(finds('"增强检索"', text)).toBe(false);
  });
  it('finds a quoted run as it stands', () => {
    expect(finds('"检索增强生成"', text)).toBe(true);
    expect(finds('"索增强生"', text)).toBe(true);
  });
  it('reads kana, half-width kana and Hangul', () => {
    expect(finds('カタカナ', '日本語のｶﾀｶﾅです')).toBe(true);
    expect(finds('검색', '한국어 전문검색 기능')).toBe(true);
    expect(finds('ラーメン', 'おいしいラーメン屋')).toBe(true);
  });
  it('finds characters outside the basic plane', () => {
    expect(finds('𠀀', '古字𠀀𠀁也')).toBe(true);
    expect(finds('𠀁也', '古字𠀀𠀁也')).toBe(true);
  });
});

describe('identifiers and marks', () => {
  it.each([
    ['case', 'the camelCase name'],
    ['camelcase', 'the camelCase name'],
    ['parse http request', 'calls parseHTTPRequest()'],
    ['snake_case', 'a snake_case name'],
    ['snake', 'a snake_case name'],
    ['os.path.join', 'use os.path.join here'],
    ['"path.join"', 'use os.path.join here'],
    ['v1.2.3', 'released v1.2.3 today'],
    ['C++', 'written in C++17'],
    ['c#', 'written in C#.'],
    ['pretraining', 'after pre-training it'],
    ['pre-training', 'after pretraining it'],
    ['"pre training"', 'after pre-training it'],
    ['gpt2', 'the GPT-2 model'],
    ['IL-6', 'levels of IL6 rose'],
    ['1000000', 'about 1,000,000 people'],
    ['USA', 'in the U.S.A. today'],
    ['dont', 'they don’t know'],
    ['user', "the user's manual"],
    ['cafe', 'a Café in Paris'],
    ['CAFÉ', 'a cafe\u0301 in Paris'],
    ['running', 'she runs'],
    ['international', 'inter\u00adnational law'],
    ['fine', 'a ﬁne line'],
  ])('%s is found in "%s"', (query, text) => {
    expect(finds(query, text)).toBe(true);
  });
  it.each([
    ['C++', 'written in C'],
    ['java', 'written in JavaScript'],
    ['"path join"', 'join the path'],
    ['19141918', 'the war of 1914-1918'],
  ])('%s is not found in "%s"', (query, text) => {
    expect(finds(query, text)).toBe(false);
  });
});

describe('operators', () => {
  it('excludes words and phrases', () => {
    expect(finds('jazz -free', 'free jazz')).toBe(false);
    expect(finds('jazz -free', 'cool jazz')).toBe(true);
    expect(finds('jazz -"free jazz"', 'jazz that is free')).toBe(true);
    expect(finds('jazz -"free jazz"', 'free jazz')).toBe(false);
    expect(finds('检索 -增强', '检索增强')).toBe(false);
  });
  it('requires phrases', () => {
    expect(finds('hamlet "to be or not"', 'Hamlet says: to be, or not to be')).toBe(true);
    expect(finds('hamlet "not or be"', 'Hamlet says: to be, or not to be')).toBe(false);
    expect(finds('hamlet “to be”', 'Hamlet is to be')).toBe(true);
  });
  it('takes a hyphen inside a word, and one before a number, for what it is', () => {
    expect(analyzeQuery('well-known').excluded).toEqual([]);
    expect(analyzeQuery('below -5 degrees').excluded).toEqual([]);
  });
  it('looks for the words when there is nothing else to look for', () => {
    expect(finds('-rf', 'rm -rf removes a folder')).toBe(true);
  });
  it('keeps operators from the encoder', () => {
    expect(analyzeQuery('jazz “in Paris” -free -"bossa nova" (1960)').text).toBe('jazz in Paris (1960)');
  });
  it('finds nothing to look for in marks alone', () => {
    for (const query of ['', ' ', '"', '""', '?!', '- -', '。、', '*', '🙂'])
      expect(analyzeQuery(query).terms).toEqual([]);
  });
});

const mixed = fc.string({
  unit: fc.oneof(
    fc.constantFrom(
      ...'"“”-*^:(){}+.,\'_/ \n\tANDORNOTNEAR检索增强生成ａＢ１ｶﾞー한é\u0301\u00ad\u200d½ﬁ#+cC𠀀'.split(''),
    ),
    fc.string({ minLength: 1, maxLength: 1, unit: 'grapheme' }),
  ),
  maxLength: 60,
});

describe('any input', () => {
  it('never makes a syntax error', () => {
    fc.assert(
      fc.property(mixed, (query) => void finds(query, 'some text')),
      { numRuns: 2000 },
    );
  });

  it('a text is found by every one of its words', () => {
    fc.assert(
      fc.property(mixed, (text) => {
        // Characters newer than FTS5's own tables part words there; the run around them is found by its pairs.
        for (const { start, end } of indexWords(text).filter(({ kind }) => kind === 'main')) {
          const word = text.slice(start, end).normalize('NFKC');
          if (/^[\p{L}\p{N}]+$/u.test(word) && isKnownToFts(word)) expect(finds(word, text)).toBe(true);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('words keep inside the text, and in order', () => {
    fc.assert(
      fc.property(mixed, (text) => {
        const words = indexWords(text);
        for (const { start, end, text: word } of words) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          expect(word).toMatch(/^[\p{L}\p{N}\p{M}]+$/u);
        }
        const starts = words.filter(({ kind }) => kind === 'main').map(({ start }) => start);
        expect(starts).toEqual([...starts].sort((a, b) => a - b));
      }),
      { numRuns: 1000 },
    );
  });
});

/** Whether FTS5 sees a token in it. */
function isKnownToFts(word: string): boolean {
  db.prepare('INSERT INTO fts(rowid, body) VALUES (2, ?)').run(word);
  const found = db.prepare('SELECT 1 FROM fts WHERE fts MATCH ?').get(`"${word}"`) !== undefined;
  db.prepare('DELETE FROM fts WHERE rowid = 2').run();
  return found;
}
