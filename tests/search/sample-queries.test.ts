import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { evaluatePassages } from '@/lib/eval/evaluate-passages';
import { explainPassage } from '@/lib/search/explain-passage';
import type { SearchMode } from '@/lib/search/types';
import { seededRandom } from '@/lib/statistics/random';
import { projectRoot } from '@/scripts/support/project-root';
import { searchable, urisOf, type Searchable } from './searchable';

const sampleFolder = path.join(projectRoot, 'data', 'sample');
const { queries } = z
  .object({
    queries: z.array(z.object({ id: z.string(), query: z.string(), relevant: z.array(z.string()).min(1) })),
  })
  .parse(JSON.parse(readFileSync(path.join(sampleFolder, 'queries.json'), 'utf8')));

/** The only ingest of the whole sample in the tests, so everything that needs it is here. */
let sample: Searchable;
beforeAll(async () => {
  sample = await searchable({ targets: ['.'], options: { root: sampleFolder } });
}, 300_000);
afterAll(() => sample.close());

/** Ids of the queries whose first hit is a document named for them. */
async function foundFirst(mode: SearchMode, limit = 1): Promise<string[]> {
  const found: string[] = [];
  for (const { id, query, relevant } of queries) {
    const uris = urisOf(await sample.ask(query, { mode, limit }));
    if (uris.some((uri) => relevant.includes(uri))) found.push(id);
  }
  return found;
}

const missed = (found: readonly string[]) => queries.map(({ id }) => id).filter((id) => !found.includes(id));

describe('the sample queries', () => {
  it('name documents that are there', () => {
    expect(queries).toHaveLength(30);
    const uris = sample.store.db
      .prepare<[], string>('SELECT uri FROM documents WHERE current_version_id IS NOT NULL')
      .pluck()
      .all();
    expect(uris).toEqual(expect.arrayContaining(queries.flatMap(({ relevant }) => relevant)));
  });

  it('find a named document first in at least 27 of 30, by meaning and words', async () => {
    const found = await foundFirst('hybrid');
    expect(found.length, `missed: ${missed(found).join(', ')}`).toBeGreaterThanOrEqual(27);
  });

  it('find a named document among the first three in all but one, by meaning and words', async () => {
    const found = await foundFirst('hybrid', 3);
    expect(found.length, `missed: ${missed(found).join(', ')}`).toBeGreaterThanOrEqual(29);
  });

  it('have a first hit that is called weak in at most two of 30', async () => {
    const weak: string[] = [];
    for (const { id, query } of queries)
      if ((await sample.ask(query, { limit: 1 })).strength === 'weak') weak.push(id);
    expect(weak.length, `weak: ${weak.join(', ')}`).toBeLessThanOrEqual(2);
  });

  it('are mostly answered by words alone, and those in English by meaning alone', async () => {
    const byWords = await foundFirst('lexical');
    expect(byWords.length, `missed: ${missed(byWords).join(', ')}`).toBeGreaterThanOrEqual(20);
    const english = queries.filter(({ query }) => /^[ -~]+$/.test(query)).map(({ id }) => id);
    const byMeaning = (await foundFirst('semantic')).filter((id) => english.includes(id));
    expect(byMeaning.length).toBeGreaterThanOrEqual(Math.floor(english.length * 0.75));
  });
});

describe('a question that the sample does not answer', () => {
  it.each([
    'how do taxes on companies work',
    'kubernetes pod eviction',
    'best pizza in naples',
    'football world cup winner',
    'install a printer driver on windows',
    '如何学习吉他',
  ])('%s: nothing matches well', async (query) => {
    expect((await sample.ask(query)).strength ?? 'weak').toBe('weak');
  });
});

describe('why a hit stands where it stands', () => {
  const random = seededRandom(11);
  const words = readFileSync(path.join(sampleFolder, 'queries.json'), 'utf8').match(/\p{L}{2,}/gu) ?? [];
  const randomQuery = () =>
    Array.from(
      { length: 1 + Math.floor(random() * 8) },
      () => words[Math.floor(random() * words.length)],
    ).join(' ');

  it('adds up to the score, for a thousand hits of random queries', async () => {
    let hits = 0;
    let rankedByAnother = 0;
    for (let asked = 0; hits < 1000; asked += 1) {
      const mode = (['hybrid', 'hybrid', 'semantic', 'lexical'] as const)[asked % 4] ?? 'hybrid';
      const query = randomQuery();
      const answer = await sample.ask(query, { mode, limit: 50, explain: true });
      for (const { score, passages, explanation } of answer.hits) {
        const [first] = passages;
        const lists = explanation?.lists ?? [];
        const context = `${mode} ${query}`;
        for (const { weight, normalised, contribution } of lists) {
          expect(contribution, context).toBe(weight * normalised);
          expect(normalised, context).toBeGreaterThanOrEqual(0);
          expect(normalised, context).toBeLessThanOrEqual(1);
        }
        expect(
          lists.reduce((sum, { contribution }) => sum + contribution, 0),
          context,
        ).toBe(first?.score);
        expect(explanation, context).toMatchObject({ score: first?.score, passageId: first?.id });
        expect(Math.max(...passages.map((passage) => passage.score)), context).toBe(score);
        hits += 1;
        if (first?.score !== score) rankedByAnother += 1;
      }
    }
    expect(rankedByAnother).toBeGreaterThan(10);
  });

  it('shows the passage under a heading that is asked for first, where another ranks its document', async () => {
    const { questions, found, first, ranking } = await evaluatePassages(
      sample,
      1_000,
      new AbortController().signal,
    );
    expect(found).toBeGreaterThan(0.9 * questions);
    expect(first.mean).toBeGreaterThan(ranking.mean);
    expect(first.mean).toBeGreaterThan(0.85);
  });

  it('is told of one passage as the search tells it, sentence by sentence', async () => {
    for (const mode of ['hybrid', 'semantic', 'lexical'] as const) {
      const query = 'secret of a smooth chickpea paste';
      const { hits } = await sample.ask(query, { mode, limit: 3, explain: true });
      for (const hit of hits) {
        const [best] = hit.passages;
        const told = await explainPassage(sample, { query, mode, filter: {} }, best?.id ?? 0);
        expect(told).toMatchObject({
          rank: hit.rank,
          strength: hit.strength,
          explanation: hit.explanation,
          document: hit.document,
        });
        expect(told?.relevance).toBeCloseTo(hit.relevance, 5);
        expect(told?.sentences.length).toBeGreaterThan(1);
        const spans = told?.sentences.map(({ start, end }) => ({ start, end }));
        expect(spans).toContainEqual(told?.passage.bestSentence);
      }
      const [first] = hits;
      const told = await explainPassage(sample, { query, mode, filter: {} }, first?.passages[0]?.id ?? 0);
      const { start = 0, end = 0 } = told?.passage.bestSentence ?? {};
      expect(told?.passage.text.slice(start, end)).toContain('the secret of a smooth paste');
    }
  });

  it('is told of a passage that the search does not bring, and of none that is not there', async () => {
    const { hits } = await sample.ask('sourdough', { limit: 1 });
    const id = hits[0]?.passages[0]?.id ?? 0;
    const request = { query: 'zzyzx', mode: 'lexical' as const, filter: {} };
    expect(await explainPassage(sample, request, id)).toMatchObject({
      rank: null,
      strength: 'weak',
      explanation: { lists: [], score: 0, matchedWords: [] },
    });
    expect(await explainPassage(sample, request, 987_654_321)).toBeNull();
  });

  it('is told by words where the encoder cannot read', async () => {
    const query = '水壶里的水垢怎么除掉';
    const { hits } = await sample.ask(query, { limit: 1 });
    const told = await explainPassage(
      sample,
      { query, mode: 'hybrid', filter: {} },
      hits[0]?.passages[0]?.id ?? 0,
    );
    expect(told?.sentences.every(({ similarity }) => similarity === null)).toBe(true);
    expect(told?.sentences.some(({ words }) => words > 0.3)).toBe(true);
  });
});
