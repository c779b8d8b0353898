import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { matchExpression } from '@/lib/search/match-expression';

const term = (text: string) => ({ words: text.split(' '), prefix: false });
const terms = (...texts: string[]) => texts.map(term);

describe('matchExpression', () => {
  let db: Database.Database;
  beforeAll(() => {
    db = new Database(':memory:');
    db.exec('CREATE VIRTUAL TABLE notes USING fts5(body)');
    const insert = db.prepare('INSERT INTO notes(rowid, body) VALUES (?, ?)');
    const bodies = [
      'whale song',
      'whale song in the sea',
      'the sea',
      'the song',
      'a quiet pond',
      'an old pond',
    ];
    for (const [at, body] of bodies.entries()) insert.run(at + 1, body);
  });
  afterAll(() => db.close());
  const found = (match: string | null) =>
    db
      .prepare<[string | null], { rowid: number; score: number }>(
        'SELECT rowid, -bm25(notes) AS score FROM notes WHERE notes MATCH ? ORDER BY rowid',
      )
      .all(match);
  const ids = (match: string | null) => found(match).map(({ rowid }) => rowid);

  it('finds any of, all of, none of', () => {
    const nothing = { anyOf: [], allOf: [], noneOf: [] };
    expect(matchExpression(nothing)).toBeNull();
    expect(ids(matchExpression({ ...nothing, anyOf: terms('whale', 'pond') }))).toEqual([1, 2, 5, 6]);
    expect(ids(matchExpression({ anyOf: terms('sea'), allOf: terms('whale song'), noneOf: [] }))).toEqual([
      2,
    ]);
    expect(ids(matchExpression({ anyOf: terms('song'), allOf: [], noneOf: terms('the') }))).toEqual([1]);
  });

  it('counts a word that need not be there exactly as much as if it had been asked for', () => {
    const plain = found(matchExpression({ anyOf: terms('whale', 'sea'), allOf: [], noneOf: [] }));
    const counted = found(
      matchExpression({ anyOf: terms('whale'), counted: terms('sea', 'sea'), allOf: [], noneOf: [] }),
    );
    expect(counted.map(({ rowid }) => rowid)).toEqual([1, 2]);
    for (const { rowid, score } of counted)
      expect(score / 2).toBeCloseTo(plain.find((row) => row.rowid === rowid)?.score ?? 0, 9);
  });

  it('quotes whatever a person types', () => {
    for (const text of ['"', 'a"b', 'NEAR(', 'x*', '^y', 'OR', 'body : z'])
      expect(() => found(matchExpression({ anyOf: [term(text)], allOf: [], noneOf: [] }))).not.toThrow();
  });
});
