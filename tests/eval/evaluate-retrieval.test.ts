import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseConfig } from '@/lib/config';
import { createEmbedder } from '@/lib/embed/embedder';
import { evaluateRetrieval, VARIANTS, type RetrievalResults } from '@/lib/eval/evaluate-retrieval';
import { evaluateStsFile } from '@/lib/eval/evaluate-sts';
import { evaluationDatabase } from '@/lib/eval/evaluation-database';
import { readRetrievalSet } from '@/lib/eval/retrieval-set';
import { timeSearches } from '@/lib/eval/time-searches';
import { createRetriever } from '@/lib/index/retriever-client';
import { openStore } from '@/lib/store';
import { shareModels } from '@/tests/support/compiled-models';

const base = mkdtempSync(path.join(tmpdir(), 'recollect-eval-'));
const config = parseConfig({ RECOLLECT_DATA_DIR: path.join(base, 'data') });
shareModels(config.dataDir);
const { signal } = new AbortController();
afterAll(() => rmSync(base, { recursive: true, force: true }));

const jsonLines = (rows: readonly object[]) => rows.map((row) => JSON.stringify(row)).join('\n');

function writeSet(name: string, files: Readonly<Record<string, string>>): string {
  const folder = path.join(base, name);
  mkdirSync(folder, { recursive: true });
  for (const [file, text] of Object.entries(files)) writeFileSync(path.join(folder, file), text);
  return folder;
}

const FILES = {
  'corpus.jsonl': jsonLines([
    { _id: 'moon', title: 'The Moon', text: 'The Moon turns once in every round of the Earth.' },
    { _id: 'bread', title: 'Bread', text: 'Flour, water, salt and yeast make a dough that rises.' },
    { _id: 'whale', title: 'Whales', text: 'Whales sing to each other across oceans.' },
    { _id: 'broken', title: 'Nothing', text: '' },
    { _id: 'tide', title: 'Tides', text: 'The pull of the Moon raises the water of the oceans twice a day.' },
  ]),
  'queries.jsonl': jsonLines([
    { _id: '1', text: 'how to bake a loaf with yeast' },
    { _id: 'tide', text: 'The pull of the Moon raises the water of the oceans' },
    { _id: '3', text: 'nobody judged this one' },
  ]),
  'qrels.tsv': 'query-id\tcorpus-id\tscore\n1\tbread\t1\n1\twhale\t0\ntide\ttide\t2\ntide\tmoon\t1\n',
};

describe('readRetrievalSet', () => {
  it('reads judged queries', async () => {
    const set = await readRetrievalSet(writeSet('tiny', FILES));
    expect(set.name).toBe('tiny');
    expect(set.queries.map(({ id }) => id)).toEqual(['1', 'tide']);
    expect(set.queries[1]?.judgements).toEqual(
      new Map([
        ['tide', 2],
        ['moon', 1],
      ]),
    );
  });

  it.each([
    ['a file that is not there', { 'qrels.tsv': null }, 'file_not_found', /qrels\.tsv/],
    [
      'a broken judgement',
      { 'qrels.tsv': 'head\n1\tbread\n' },
      'evaluation_set_invalid',
      /qrels\.tsv line 2/,
    ],
    ['a broken query', { 'queries.jsonl': '{"_id": "1"' }, 'evaluation_set_invalid', /queries\.jsonl line 1/],
    ['nothing relevant', { 'qrels.tsv': 'head\n1\tbread\t0\n' }, 'evaluation_set_invalid', /no query/],
  ])('says what is wrong with %s', async (name, changes, code, message) => {
    const files = Object.entries({ ...FILES, ...changes }).filter(
      (entry): entry is [string, string] => entry[1] !== null,
    );
    const folder = writeSet(name.replaceAll(' ', '-'), Object.fromEntries(files));
    await expect(readRetrievalSet(folder)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
    });
  });
});

describe('an evaluation of retrieval', () => {
  let results: RetrievalResults;
  let withoutSelf: RetrievalResults;
  beforeAll(async () => {
    const set = await readRetrievalSet(writeSet('tiny', FILES));
    const database = await evaluationDatabase(config, set, { signal });
    expect(database).toMatchObject({ cached: false, cost: { passages: 4 } });
    expect(database.failed).toHaveLength(1);
    const again = await evaluationDatabase(config, set, { signal });
    expect(again).toMatchObject({ cached: true, cost: database.cost, config: database.config });
    const store = await openStore(database.config.databaseFile);
    const retriever = createRetriever(database.config);
    const deps = { store, retriever, config: database.config };
    results = await evaluateRetrieval(deps, set, { excludeSelf: false, signal });
    withoutSelf = await evaluateRetrieval(deps, set, { excludeSelf: true, signal });
    const times = await timeSearches(deps, ['moon'], signal);
    expect(Object.values(times).every(({ median, p95 }) => median > 0 && p95 >= median)).toBe(true);
    await retriever.close();
    await store.close();
  });

  it('measures every variant through the product', () => {
    expect(results.queries).toBe(2);
    expect(results.variants.map(({ name }) => name)).toEqual(VARIANTS.map(({ name }) => name));
    const hybrid = results.variants.find(({ name }) => name === 'hybrid');
    expect(hybrid?.measures).toMatchObject({ mrr10: 1, recall100: 1 });
    expect(hybrid?.measures.ndcg10).toBeGreaterThan(0.9);
  });

  it('compares with the better single mode', () => {
    expect(['lexical', 'semantic']).toContain(results.bestSingle);
    for (const { name, gain } of results.variants) expect(gain === null).toBe(name === results.bestSingle);
  });

  it('leaves out a query itself where that is asked', () => {
    const lexical = (of: RetrievalResults) => of.variants.find(({ name }) => name === 'lexical')?.measures;
    expect(lexical(results)?.mrr10).toBe(1);
    // Without its own document the first hit is the other relevant one, which is then all there is to find.
    expect(lexical(withoutSelf)).toMatchObject({ ndcg10: 1, mrr10: 1 });
  });
});

describe('an evaluation of similarity', () => {
  const evaluate = async (text: string) => {
    const file = path.join(base, 'pairs.tsv');
    writeFileSync(file, text);
    const embedder = await createEmbedder(config);
    return evaluateStsFile(embedder, file).finally(() => embedder.close());
  };

  it('correlates cosines with judgements, and passes over a header', async () => {
    const pairs = [
      'first\tsecond\tscore',
      'A cat sleeps on the sofa.\tA cat is sleeping on a couch.\t5',
      'A cat sleeps on the sofa.\tA dog lies on the floor.\t2.5',
      'A cat sleeps on the sofa.\tShares fell on Tuesday.\t0',
    ];
    expect(await evaluate(pairs.join('\n'))).toEqual({ pairs: 3, spearman: 1 });
  });

  it('says which line is broken', async () => {
    await expect(evaluate('a\tb\t1\nc\td\n')).rejects.toMatchObject({
      code: 'evaluation_set_invalid',
      message: expect.stringMatching(/line 2/),
    });
  });
});
