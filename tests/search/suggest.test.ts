import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lexiconOf } from '@/lib/search/lexicon';
import { suggest } from '@/lib/search/suggest';
import { addDocument, temporaryStore, type TemporaryStore } from '../store/open-temporary';

let target: TemporaryStore;
const texts = (typed: string, limit = 8) =>
  suggest(target.store, lexiconOf(target.store), typed, limit).map(({ text }) => text);

beforeAll(async () => {
  target = await temporaryStore();
  const titles = [
    'Why bread rises',
    'Bread',
    'Sourdough bread without fear',
    '怎样煮好一锅米饭',
    'Running a library',
  ];
  for (const [index, title] of titles.entries())
    addDocument(target, {
      uri: `${index}.txt`,
      passages: ['One text.', 'Bread again.'],
      metadata: { title },
    });
  addDocument(target, { uri: 'copy.txt', passages: ['A copy.'], metadata: { title: 'Bread' } });
});
afterAll(() => target.remove());

describe('suggestions', () => {
  it('go on from the last word, those that begin with what is typed first', () => {
    expect(texts('bre')).toEqual(['Bread', 'Why bread rises', 'Sourdough bread without fear']);
    expect(texts('why bre')).toEqual(['Why bread rises']);
    expect(texts('bread without f')).toEqual(['Sourdough bread without fear']);
  });

  it('are titles and headings, never words of the text', () => {
    expect(texts('again')).toEqual([]);
    expect(suggest(target.store, lexiconOf(target.store), 'bread', 8)[0]).toMatchObject({
      text: 'Bread',
      kind: 'title',
      documents: 2,
    });
  });

  it('know other forms of a word that is whole, and Chinese', () => {
    expect(texts('libraries runn')).toEqual(['Running a library']);
    expect(texts('米')).toEqual(['怎样煮好一锅米饭']);
    expect(texts('米饭')).toEqual(['怎样煮好一锅米饭']);
  });

  it('keep to their limit, and are none for what holds no word', () => {
    expect(texts('bread', 1)).toEqual(['Bread']);
    expect(texts('"*"')).toEqual([]);
    expect(texts('NEAR(')).toEqual([]);
  });
});
