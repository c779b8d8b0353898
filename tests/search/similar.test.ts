import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { similarPassages } from '@/lib/search/similar';
import { deleteDocument, documentIdOf } from '@/lib/store';
import { searchable, type Searchable } from './searchable';

let library: Searchable;
beforeAll(async () => {
  library = await searchable();
  await library.add({
    'moon.txt': 'The Moon goes round the Earth once a month and always shows us the same face.',
    'tides.txt': 'The pull of the Moon raises the tides of the Earth twice a day.',
    'phobos.txt': 'Phobos is a small moon of Mars. It is falling slowly towards the planet.',
    'soup.txt': 'Chop the onions, fry them in butter and add them to the soup.',
    '水壶.txt': '水壶用久了会结水垢。倒进白醋，煮开以后放半个小时，水垢就掉了。',
    '竹简.txt': '竹简是中国古代的书写材料，后来被纸取代，书籍从此变轻。',
  });
});
afterAll(() => library.close());

async function passageOf(query: string): Promise<number> {
  const { hits } = await library.ask(query, { mode: 'lexical' });
  return hits[0]?.passages[0]?.id ?? 0;
}

describe('similar passages', () => {
  it('are of other documents, nearest first, and not what has nothing in common', async () => {
    const found = await similarPassages(library, await passageOf('same face'), 5);
    expect(found?.readable).toBe(true);
    const uris = found?.items.map(({ document }) => document.uri) ?? [];
    expect(uris).toHaveLength(2);
    expect(new Set(uris)).toEqual(new Set(['tides.txt', 'phobos.txt']));
    const similarities = found?.items.map(({ similarity }) => similarity) ?? [];
    expect(similarities).toEqual([...similarities].sort((a, b) => b - a));
    expect(found?.items[0]?.passage.text).not.toBe('');
  });

  it('are as many as wanted at most', async () => {
    expect((await similarPassages(library, await passageOf('same face'), 1))?.items).toHaveLength(1);
  });

  it('are not guessed for a script that the encoder was not taught', async () => {
    const found = await similarPassages(library, await passageOf('水垢'), 5);
    expect(found).toEqual({ readable: false, items: [] });
  });

  it('of a passage that is gone are not there, and a deleted document is no neighbour', async () => {
    expect(await similarPassages(library, 999_999, 5)).toBeNull();
    const moon = await passageOf('same face');
    deleteDocument(library.store, documentIdOf('tides.txt'));
    const uris = (await similarPassages(library, moon, 5))?.items.map(({ document }) => document.uri);
    expect(uris).toEqual(['phobos.txt']);
    deleteDocument(library.store, documentIdOf('moon.txt'));
    expect(await similarPassages(library, moon, 5)).toBeNull();
  });
});
