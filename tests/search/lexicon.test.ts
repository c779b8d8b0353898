import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lexiconOf } from '@/lib/search/lexicon';
import { readQuery } from '@/lib/search/query';
import { isRestricted, restrict } from '@/lib/search/restrict';
import { addDocument, temporaryStore, type TemporaryStore } from '../store/open-temporary';

let target: TemporaryStore;
beforeAll(async () => {
  target = await temporaryStore();
  addDocument(target, {
    uri: 'a.txt',
    passages: ['A library keeps books.', 'Libraries lend books.', 'Whales sing.'],
  });
  addDocument(target, { uri: 'b.txt', passages: ['藏书楼里有书架。', 'The whale library'] });
});
afterAll(() => target.remove());

describe('the lexicon', () => {
  it('counts the passages that have a term, whatever form they have it in', () => {
    const lexicon = lexiconOf(target.store);
    const count = (word: string) => lexicon.frequency(lexicon.of([word])[0] ?? '');
    expect(count('library')).toBe(3);
    expect(count('BOOKS')).toBe(2);
    expect(count('whale')).toBe(2);
    expect(count('书架')).toBe(1);
    expect(count('zebra')).toBe(0);
    expect(lexicon.passages()).toBe(5);
  });

  it('counts what begins with a term', () => {
    const lexicon = lexiconOf(target.store);
    expect(lexicon.frequency('书')).toBe(0);
    expect(lexicon.frequency('书', true)).toBeGreaterThan(0);
    expect(lexicon.frequency('猫', true)).toBe(0);
  });

  it('is one for a database', () => {
    expect(lexiconOf(target.store)).toBe(lexiconOf(target.store));
  });

  it('notices soon when the database has changed much', async () => {
    const passages = Array.from({ length: 150 }, (_, index) => `Zebra number ${index}`);
    addDocument(target, { uri: 'zebras.txt', passages });
    const lexicon = lexiconOf(target.store);
    await expect.poll(() => lexicon.passages()).toBe(155);
    expect(lexicon.frequency('zebra')).toBe(150);
  });
});

describe('restrict', () => {
  const kept = (query: string) => {
    const read = readQuery(query, lexiconOf(target.store));
    const ids = target.store.db
      .prepare<[], number>('SELECT id FROM passages WHERE live = 1 ORDER BY id')
      .pluck()
      .all();
    const listed = ids.slice(0, 5).map((id, index) => ({ id, score: 1 - index / 10 }));
    const places = new Map(listed.map(({ id }, index) => [id, index]));
    return {
      restricted: isRestricted(read),
      kept: restrict(target.store, read, listed).map(({ id }) => places.get(id)),
    };
  };

  it('leaves a list alone that nothing is said of', () => {
    expect(kept('library books')).toEqual({ restricted: false, kept: [0, 1, 2, 3, 4] });
  });
  it('keeps what has every phrase, in the order of the list', () => {
    expect(kept('"library"')).toEqual({ restricted: true, kept: [0, 1, 4] });
    expect(kept('"library" "books"')).toEqual({ restricted: true, kept: [0, 1] });
    expect(kept('"whale library"')).toEqual({ restricted: true, kept: [4] });
    expect(kept('"library whale"')).toEqual({ restricted: true, kept: [] });
  });
  it('drops what has an excluded word', () => {
    expect(kept('books -whales')).toEqual({ restricted: true, kept: [0, 1, 3] });
    expect(kept('书 -书架')).toEqual({ restricted: true, kept: [0, 1, 2, 4] });
    expect(kept('"library" -books')).toEqual({ restricted: true, kept: [4] });
  });
});
