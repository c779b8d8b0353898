import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseConfig } from '@/lib/config';
import { readAnswerSpans } from '@/lib/eval/answer-spans';
import { evaluateSentences } from '@/lib/eval/evaluate-sentences';
import { evaluationDatabase } from '@/lib/eval/evaluation-database';
import { readRetrievalSet } from '@/lib/eval/retrieval-set';
import { createRetriever } from '@/lib/index/retriever-client';
import { openStore } from '@/lib/store';
import { shareModels } from '@/tests/support/compiled-models';

const base = mkdtempSync(path.join(tmpdir(), 'recollect-sentences-'));
const folder = path.join(base, 'set');
const file = (name: string) => path.join(folder, name);
const { signal } = new AbortController();
afterAll(() => rmSync(base, { recursive: true, force: true }));

const BREAD =
  'People like the smell of it in the morning. Yeast makes a dough rise in two hours. Then the oven is hot.';
const MOON = 'The Moon is near. Its pull raises the water of the oceans twice a day.';
const YEAST = BREAD.indexOf('Yeast');

beforeAll(() => {
  mkdirSync(folder);
  const rows = [
    { _id: 'bread', title: 'Loaves', text: BREAD },
    { _id: 'moon', title: 'Moon', text: MOON },
  ];
  writeFileSync(file('corpus.jsonl'), rows.map((row) => JSON.stringify(row)).join('\n'));
  const queries = [
    { _id: '1', text: 'what makes dough rise' },
    { _id: '2', text: 'why does the water of the oceans rise twice a day' },
    { _id: '3', text: 'what makes dough rise?' },
  ];
  writeFileSync(file('queries.jsonl'), queries.map((row) => JSON.stringify(row)).join('\n'));
  writeFileSync(file('qrels.tsv'), 'query-id\tcorpus-id\tscore\n1\tbread\t1\n2\tmoon\t1\n3\tbread\t1\n');
  writeFileSync(
    file('spans.tsv'),
    // The third question's answer is said to be where it is not, so that something is not found.
    `query-id\tcorpus-id\tstart\tend\n1\tbread\t${YEAST}\t${YEAST + 10}\n2\tmoon\t0\t16\n3\tbread\t0\t20\n`,
  );
});

it('counts the marked sentences that have an answer, beside the first and a random one', async () => {
  const set = await readRetrievalSet(folder);
  const config = parseConfig({ RECOLLECT_DATA_DIR: path.join(base, 'data') });
  shareModels(config.dataDir);
  const database = await evaluationDatabase(config, set, { signal });
  const store = await openStore(database.config.databaseFile);
  const retriever = createRetriever(database.config);
  const answers = await readAnswerSpans(file('spans.tsv'), set.corpusFile);
  const results = await evaluateSentences(
    { store, retriever, config: database.config },
    set,
    answers,
    signal,
  );
  await retriever.close();
  await store.close();
  expect(results).toMatchObject({ questions: 3, answered: 3 });
  expect(results.marked.mean).toBeCloseTo(1 / 3);
  expect(results.explained.mean).toBeCloseTo(1 / 3);
  expect(results.first.mean).toBeCloseTo(2 / 3);
  expect(results.random.mean).toBeCloseTo((1 / 3 + 1 / 2 + 1 / 3) / 3);
});

it.each([
  ['a document that is not there', '1\tcake\t0\t5', 2],
  ['a span outside of the text', '1\tbread\t5000\t5005', 2],
  ['an offset that is no number', '1\tbread\tzero\t5', 2],
  ['too few columns', '1\tbread\t0', 2],
])('names the line with %s', async (_name, line, number) => {
  writeFileSync(file('bad.tsv'), `query-id\tcorpus-id\tstart\tend\n${line}\n`);
  await expect(readAnswerSpans(file('bad.tsv'), file('corpus.jsonl'))).rejects.toMatchObject({
    code: 'evaluation_set_invalid',
    message: expect.stringContaining(`line ${number}`) as string,
  });
});

it('says so when there is no such file', async () => {
  await expect(readAnswerSpans(file('none.tsv'), file('corpus.jsonl'))).rejects.toMatchObject({
    code: 'file_not_found',
  });
});
