import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SearchMode, SearchResponse } from '@/lib/search/types';
import { deleteDocument, documentIdOf } from '@/lib/store';
import { searchable, urisOf, type Searchable } from './searchable';

const MODES: SearchMode[] = ['hybrid', 'semantic', 'lexical'];
const LONG = Array.from(
  { length: 30 },
  (_, night) =>
    `On night ${night + 1} the keeper of the lighthouse wrote the height of the waves and the colour of the sky ` +
    `into his log. The lamp of the lighthouse burned ${night + 7} litres of oil until the morning.`,
).join('\n\n');

let library: Searchable;
beforeAll(async () => {
  library = await searchable();
  await library.add(
    {
      'kitchen/kettle.md':
        '# Descaling a kettle\n\nHard water leaves lime in a kettle. Fill it with vinegar and water and let it stand for an hour.',
      'kitchen/bread.md':
        '# Bread without kneading\n\nFlour, water, salt and a little yeast. Time does the work that hands would do.',
      'kitchen/水壶.txt': '水壶用久了会结水垢。倒进白醋，煮开以后放半个小时，水垢就掉了。',
    },
    { metadata: { collection: 'kitchen', tags: ['home'] } },
  );
  await library.add({
    'sky/moon.html':
      '<html><head><title>The Moon</title></head><body><article><h1>The Moon</h1><p>The Moon always shows us the same face, because it turns once in every round of the Earth.</p></article></body></html>',
    'sky/whales.txt':
      'Whales sing to each other across whole oceans. The song of a humpback lasts for twenty minutes.',
    'sky/rows.csv':
      'id,title,text,date,tags\nphobos,Phobos,"Phobos is the larger moon of Mars, and it is falling.",2019-03-02,"mars;moon"\ndeimos,Deimos,"Deimos is the smaller moon of Mars; it is leaving slowly.",2021-07-09,"mars;moon"',
    'web/tags.md':
      '# Tags\n\nSome write <script>alert("xylophone")</script> and <img src=x onerror=alert(1)> into their xylophone pages.',
    'tower.txt': `The lighthouse log\n\n${LONG}`,
    'parcel.txt': 'It never became clear from whom the parcel had come.',
  });
});
afterAll(() => library.close());

describe.each(MODES)('%s search', (mode) => {
  it('finds what is asked for, best first', async () => {
    const answer = await library.ask('vinegar for a kettle full of lime', { mode });
    expect(answer).toMatchObject({ mode, query: 'vinegar for a kettle full of lime' });
    expect(answer.hits[0]?.document).toMatchObject({
      uri: 'kitchen/kettle.md',
      title: 'Descaling a kettle',
      collection: 'kitchen',
      language: 'en',
      mediaType: 'text/markdown',
      tags: ['home'],
    });
    expect(answer.hits.map(({ rank }) => rank)).toEqual(answer.hits.map((_, index) => index + 1));
    const scores = answer.hits.map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
  });

  it('answers with documents, each once, with passages that stand where they say', async () => {
    const { hits } = await library.ask('the lamp of the lighthouse', { mode });
    expect(hits[0]?.document.uri).toBe('tower.txt');
    expect(hits[0]?.passages.length).toBeGreaterThan(1);
    expect(hits[0]?.passages.length).toBeLessThanOrEqual(3);
    expect(new Set(hits.map(({ document }) => document.id)).size).toBe(hits.length);
    for (const { document, passages, score } of hits) {
      expect(Math.max(...passages.map((passage) => passage.score))).toBe(score);
      for (const passage of passages) {
        const { text: whole } = library.store.db
          .prepare<[string], { text: string }>(
            'SELECT v.text FROM versions v JOIN documents d ON d.current_version_id = v.id WHERE d.id = ?',
          )
          .get(document.id) ?? { text: '' };
        expect(whole.slice(passage.start, passage.end)).toBe(passage.text);
        expect(passage.bestSentence.end).toBeGreaterThan(passage.bestSentence.start);
        expect(passage.bestSentence.end).toBeLessThanOrEqual(passage.text.length);
      }
    }
  });

  it.each([
    [
      'collection',
      { collections: ['kitchen'] },
      ['kitchen/kettle.md', 'kitchen/bread.md', 'kitchen/水壶.txt'],
    ],
    ['tag', { tags: ['mars', 'moon'] }, ['sky/rows.csv#phobos', 'sky/rows.csv#deimos']],
    ['language', { languages: ['zh'] }, ['kitchen/水壶.txt']],
    ['media type', { mediaTypes: ['text/html'] }, ['sky/moon.html']],
    ['date', { from: '2020-01-01', to: '2021-12-31' }, ['sky/rows.csv#deimos']],
    ['several', { tags: ['moon'], to: '2019-12-31' }, ['sky/rows.csv#phobos']],
    ['nothing', { collections: ['none'] }, []],
  ])('keeps to a filter on %s', async (_name, filter, allowed) => {
    const { hits, total } = await library.ask('moon water 水垢 kettle yeast Mars', { mode, filter });
    const found = hits.map(({ document }) => document.uri);
    expect(found.length).toBe(total);
    // Words must be there; meaning is always more or less near.
    if (mode === 'lexical') expect(allowed).toEqual(expect.arrayContaining(found));
    else expect(found.sort()).toEqual([...allowed].sort());
    expect(found.length > 0).toBe(allowed.length > 0);
  });

  it('holds quotes and exclusions', async () => {
    const moons = urisOf(await library.ask('moon of mars', { mode, limit: 100 }));
    expect(moons).toEqual(expect.arrayContaining(['sky/rows.csv#phobos', 'sky/rows.csv#deimos']));
    const without = urisOf(await library.ask('moon of mars -phobos', { mode, limit: 100 }));
    expect(without).toContain('sky/rows.csv#deimos');
    expect(without).not.toContain('sky/rows.csv#phobos');
    expect(urisOf(await library.ask('"smaller moon" mars', { mode }))).toEqual(['sky/rows.csv#deimos']);
    expect(urisOf(await library.ask('"moon smaller" mars', { mode }))).toEqual([]);
  });

  it('shows a script tag as the text it is', async () => {
    const { hits } = await library.ask('<script>alert("xylophone")</script>', { mode });
    const [hit] = hits;
    expect(hit?.document.uri).toBe('web/tags.md');
    expect(hit?.passages[0]?.text).toContain('<script>alert("xylophone")</script>');
  });

  it.each(['', '   ', '"', '!?', '- -'])('finds nothing for %j', async (query) => {
    expect(await library.ask(query, { mode })).toMatchObject({ total: 0, hits: [] });
  });

  it.each([
    '"',
    'NEAR(moon mars, 2)',
    'title:moon AND (mars OR',
    '* OR *',
    'moon^2 {body}: -',
    "'; DROP TABLE documents; --",
    '\u0000\ufffe\ud800moon',
    'moon '.repeat(400),
  ])('takes %j for words', async (query) => {
    await expect(library.ask(query, { mode })).resolves.toHaveProperty('hits');
  });

  it('gives what there is when more is wanted', async () => {
    const { hits, total } = await library.ask('moon', { mode, limit: 100 });
    expect(hits.length).toBe(total);
    expect(await library.ask('moon', { mode, limit: 100, offset: 1000 })).toMatchObject({ hits: [] });
  });

  it('gives the same documents page by page as at once', async () => {
    const whole = await library.ask('moon water lighthouse', { mode, limit: 100 });
    const paged: string[] = [];
    for (let offset = 0; offset < whole.total; offset += 2) {
      const page = await library.ask('moon water lighthouse', { mode, limit: 2, offset });
      expect(page.total).toBe(whole.total);
      expect(page.hits.map(({ rank }) => rank)).toEqual(page.hits.map((_, index) => offset + index + 1));
      paged.push(...urisOf(page));
    }
    expect(paged).toEqual(urisOf(whole));
  });

  it('says of every hit how its score came about', async () => {
    const { hits } = await library.ask('moon water vinegar lighthouse', { mode, limit: 100, explain: true });
    expect(hits.length).toBeGreaterThan(3);
    for (const { passages, explanation } of hits) {
      const [first] = passages;
      expect(explanation).toMatchObject({ score: first?.score, passageId: first?.id });
      expect(explanation?.lists.map(({ list }) => list)).toEqual(
        mode === 'hybrid' ? ['semantic', 'lexical', 'neighbours'] : [mode],
      );
      expect(explanation?.lists.reduce((sum, { contribution }) => sum + contribution, 0)).toBe(first?.score);
    }
    const plain = await library.ask('moon', { mode });
    expect(plain.hits[0]).not.toHaveProperty('explanation');
  });
});

describe('a search after a change', () => {
  const ask = (query: string) => Promise.all(MODES.map((mode) => library.ask(query, { mode, limit: 100 })));

  it('no longer finds a deleted document, in any mode', async () => {
    await library.add({
      'gone.txt': 'Zeppelins carried letters over the Atlantic before there were airliners.',
    });
    const query = 'zeppelins that carried letters';
    for (const answer of await ask(query)) expect(urisOf(answer)[0]).toBe('gone.txt');
    expect(deleteDocument(library.store, documentIdOf('gone.txt'))).toBe(true);
    for (const answer of await ask(query)) expect(urisOf(answer)).not.toContain('gone.txt');
  });

  it('finds a changed document by its new text alone, in every mode', async () => {
    await library.add({ 'changed.txt': 'The quokka smiles at the photographers of Rottnest Island.' });
    const before = (await ask('smiling quokka')).map(({ hits }) => hits[0]?.document);
    for (const document of before) expect(document?.uri).toBe('changed.txt');
    await library.add({ 'changed.txt': 'The narwhal carries a long spiral tooth through Arctic ice.' });
    const after = (await ask('narwhal tooth')).map(({ hits }) => hits[0]?.document);
    expect(after.map((document) => document?.id)).toEqual(before.map((document) => document?.id));
    for (const { hits } of await ask('smiling quokka'))
      expect(hits.flatMap(({ passages }) => passages).filter(({ text }) => /quokka/.test(text))).toEqual([]);
    deleteDocument(library.store, documentIdOf('changed.txt'));
  });
});

describe('a question that names its subject twice', () => {
  it('is mostly about that', async () => {
    const once = await library.ask('yeast and moon', { mode: 'lexical', explain: true });
    const often = await library.ask('yeast, only yeast, and moon', { mode: 'lexical', explain: true });
    const scoreOf = ({ hits }: SearchResponse, uri: string) =>
      hits.find(({ document }) => document.uri === uri)?.explanation?.lists[0]?.raw ?? 0;
    expect(scoreOf(often, 'kitchen/bread.md')).toBeCloseTo(2 * scoreOf(once, 'kitchen/bread.md'), 6);
    expect(scoreOf(often, 'sky/moon.html')).toBeCloseTo(scoreOf(once, 'sky/moon.html'), 6);
  });
});

describe('what the encoder cannot read', () => {
  it('is found by its words', async () => {
    const { hits } = await library.ask('水壶里的水垢', { explain: true });
    expect(hits[0]?.document.uri).toBe('kitchen/水壶.txt');
    expect(hits[0]?.explanation?.lists.map(({ list }) => list)).toEqual(['lexical']);
    const [passage] = hits[0]?.passages ?? [];
    const marked = passage?.highlights.map(({ start, end }) => passage.text.slice(start, end));
    expect(marked).toEqual(expect.arrayContaining(['水壶', '水垢']));
  });
});

describe('a word that only asks', () => {
  it('finds what few passages have, after all that has a word which names something', async () => {
    const { hits } = await library.ask('to whom does the humpback sing', { mode: 'lexical' });
    const found = hits.map(({ document }) => document.uri);
    expect(found[0]).toBe('sky/whales.txt');
    expect(found).toContain('parcel.txt');
  });
});

describe('a frequent word', () => {
  it('adds to the score of what rarer words find, and scores do not depend on how it is asked for', async () => {
    const scoreOf = async (query: string) => {
      const { hits } = await library.ask(query, { mode: 'lexical', explain: true });
      const hit = hits.find(({ document }) => document.uri === 'sky/whales.txt');
      return hit?.explanation?.lists[0]?.raw ?? 0;
    };
    expect(await scoreOf('humpback whales song')).toBeGreaterThan(await scoreOf('humpback whales'));
  });
});
