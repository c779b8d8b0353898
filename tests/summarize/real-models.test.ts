import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseConfig } from '@/lib/config';
import { createEmbedder } from '@/lib/embed/embedder';
import type { Embedder } from '@/lib/embed/types';
import { createGenerator } from '@/lib/generate/create-generator';
import type { Generator } from '@/lib/generate/types';
import { splitSentences } from '@/lib/text/sentences';
import type { SummaryPassage } from '@/lib/summarize/candidates';
import { summarizePassages, type SummaryTask } from '@/lib/summarize/summarize-passages';
import { shareModels } from '@/tests/support/compiled-models';
import { writeTinyGpt } from '../generate/tiny-gpt';
import { eventsOf, sentencesOf } from './events-of';

let root: string;
let embedder: Embedder;
let generator: Generator;

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'recollect-summary-'));
  shareModels(root);
  const config = parseConfig({ RECOLLECT_DATA_DIR: root, ...(await modelToTest()) });
  [embedder, generator] = await Promise.all([createEmbedder(config), createGenerator(config)]);
});
afterAll(async () => {
  await Promise.all([embedder.close(), generator.close()]);
  await rm(root, { recursive: true });
});

/** The project's own GPT-2; where its weights are not checked out, one of random weights, which may say no more. */
async function modelToTest(): Promise<Record<string, string>> {
  if (existsSync(path.resolve('models', 'recollect-gpt2', 'onnx', 'model_quantized.onnx'))) return {};
  await writeTinyGpt(path.join(root, 'tiny-gpt'));
  return { MODEL_DIR: root, GENERATION_MODEL: 'tiny-gpt' };
}

/** Passages that contradict each other, hedge, deny and quote others; nobody knows which is right. */
const DISAGREEING: SummaryPassage[] = [
  'The Halden bridge opened in 1931. It carried 4,000 carts a day. The bridge was never closed in its history.',
  'The Halden bridge opened in 1932, which the mayor disputed. The bridge did not carry carts, only trains.',
  'Some say the Halden bridge may have opened in 1929. If the river is high, the Halden bridge is closed.',
  'The Halden bridge was closed twice, in 1940 and in 1952. Anna Berg, not Otto Berg, built the Halden bridge.',
].map((text, at) => ({ id: 11 + at, documentId: `d${at}`, text }));

/**
 * What a reader would check, written apart from the product's own check: the sentence's words stand in one sentence of
 * a cited passage, in that order, and no word that carries a truth is lost.
 */
function expectSupported(text: string, citations: readonly number[], passages: readonly SummaryPassage[]) {
  expect(citations.length).toBeGreaterThan(0);
  const words = (of: string): string[] =>
    of.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{N},.'’-]*(?<![,.'’-])/gu) ?? [];
  for (const id of citations) {
    const passage = passages.find((one) => one.id === id)?.text ?? '';
    const saying = splitSentences(passage)
      .map(({ start, end }) => words(passage.slice(start, end)))
      .filter((source) => {
        let at = 0;
        return words(text).every((word) => (at = source.indexOf(word, at) + 1) > 0);
      });
    expect(saying, text).not.toEqual([]);
    const truths = (of: readonly string[]) =>
      of.filter((word) => /^(?:not|never|no|only|may|some|say|if|disputed)$|\d/.test(word)).join(' ');
    expect(saying.map(truths)).toContain(truths(words(text)));
  }
}

async function summarise(task: Partial<SummaryTask>) {
  const embed = (texts: readonly string[], kind: 'query' | 'passage') => embedder.embed(texts, kind);
  const subject: SummaryTask = { query: '', passages: DISAGREEING, sentences: 5, mode: 'grounded' };
  return eventsOf(summarizePassages({ embed, generator }, { ...subject, ...task }));
}

describe('with the models that ship', () => {
  it.each([
    'When did the Halden bridge open?',
    'Why did the Halden bridge open in 1975?',
    'Is it true that Otto Berg built the Halden bridge and it was always open?',
    'the Halden bridge carried ships',
    '',
  ])('passages that disagree with each other and with “%s” give no unsupported sentence', async (query) => {
    for (const mode of ['grounded', 'free'] as const) {
      const told = sentencesOf(await summarise({ query, mode }));
      if (mode === 'grounded') expect(told.length).toBeGreaterThan(0);
      for (const { text, citations } of told) expectSupported(text, citations, DISAGREEING);
    }
  });

  it('a question that the passages say nothing of gets no summary', async () => {
    const events = await summarise({ query: 'how do enzymes digest proteins in the stomach' });
    expect(events).toMatchObject([
      { type: 'spine', sentences: [] },
      { type: 'done', reason: 'nothing-to-summarise' },
    ]);
  });

  it('leaves out of long sentences, says which model wrote, and cites what it retells', async () => {
    const text =
      'However, we propose a small and quick convolutional neural network (CNN) for the reading of very old books [3], which were written by hand on leaves of palm.';
    const passages = [{ id: 5, documentId: 'a', text }];
    const events = await summarise({ passages, sentences: 1 });
    expect(sentencesOf(events)).toMatchObject([{ citations: [5], quoted: false }]);
    expect(events.at(-1)).toMatchObject({ type: 'done', model: generator.identity });
  });

  it('tells Chinese passages in Chinese', async () => {
    const passages = [
      '因此，酵母吃面团里的糖，产生的气体让面团发起来。盐会让酵母变慢。',
      '龙井是一种扁平的绿茶，产自杭州。',
    ].map((text, at) => ({ id: at, documentId: `z${at}`, text }));
    const told = sentencesOf(await summarise({ query: '面团为什么会发起来', passages, sentences: 1 }));
    expect(told).toMatchObject([{ citations: [0], quoted: false }]);
    expect(told[0]?.text).toMatch(/酵母吃面团里的糖，产生的气体让面团发起来。$/);
  });

  it('stops when its reader goes away, and serves the next one', async () => {
    const controller = new AbortController();
    const parts = {
      embed: (texts: readonly string[], kind: 'query' | 'passage') => embedder.embed(texts, kind),
      generator,
    };
    const task: SummaryTask = { query: 'bridge', passages: DISAGREEING, sentences: 5, mode: 'grounded' };
    const reading = async () => {
      for await (const { type } of summarizePassages(parts, task, controller.signal))
        if (type === 'spine') controller.abort();
    };
    await expect(reading()).rejects.toMatchObject({ code: 'aborted' });
    expect(sentencesOf(await summarise({ query: 'bridge', sentences: 1 }))).toHaveLength(1);
  });
});
