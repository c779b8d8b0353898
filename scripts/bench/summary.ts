import { readdir, readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { chunkDocument } from '@/lib/chunk/chunk-document';
import { config } from '@/lib/config';
import { loadTokenCounter } from '@/lib/embed/token-counter';
import { mostLikely } from '@/lib/generate/choose-token';
import { createGenerator } from '@/lib/generate/create-generator';
import { openTextModel, type TextModel } from '@/lib/generate/text-model';
import { createRetriever } from '@/lib/index/retriever-client';
import { ensureEmbeddingModel } from '@/lib/models/embedding-model';
import { ensureGenerationModel } from '@/lib/models/generation-model';
import type { SummaryPassage } from '@/lib/summarize/candidates';
import { planSummary } from '@/lib/summarize/plan-summary';
import { summarizePassages, type SummaryTask } from '@/lib/summarize/summarize-passages';
import { latencyOf, machineName, round, verdict, type Latency } from './measure';

/** Bars of the project; a bench reports whether they are met, a test never does. */
const FIRST_SENTENCE_MS = 1_000;
const SUMMARY_MS = 2_500;
const TIMES_WITHOUT_CACHE = 2;

const RUNS = 20;
const PASSAGES = 5;
/** About 200 on average. */
const PASSAGE_TOKENS = { least: 180, most: 220 };
const SENTENCES = 3;
/** Tokens written with and without cache. */
const WRITTEN_TOKENS = 64;

export interface SummaryBench {
  machine: string;
  model: string;
  runs: number;
  /** Of the encoder, on average. */
  tokensPerPassage: number;
  /** From the request to the first checked sentence, milliseconds; passages are at hand, models loaded. */
  firstSentence: Latency;
  /** To the last event of a summary of three sentences, milliseconds. */
  summary: Latency;
  /** Writing after a prompt as long as that of a summary; reading the prompt is counted in both. */
  promptTokens: number;
  tokensPerSecond: number;
  tokensPerSecondWithoutCache: number;
  /** tokensPerSecond / tokensPerSecondWithoutCache. */
  ratio: number;
}

/**
 * Summarises five passages of about 200 tokens in three sentences, each time others of the sample corpus, and writes
 * with and without the key/value cache.
 *
 * @param root the project's folder
 * @param report hears a line before each step
 */
export async function benchSummary(root: string, report: (line: string) => void): Promise<SummaryBench> {
  const settings = config();
  const { tasks, tokensPerPassage } = await makeTasks(root);
  const retriever = createRetriever(settings);
  const generator = await createGenerator(settings);
  const first: number[] = [];
  const whole: number[] = [];
  let prompt = '';
  try {
    const embed = retriever.embed.bind(retriever);
    report(`summarising ${PASSAGES} passages, ${RUNS} times`);
    for (const task of tasks) {
      const started = performance.now();
      let told = 0;
      for await (const { type } of summarizePassages({ embed, generator }, task)) {
        if (type !== 'sentence') continue;
        told += 1;
        if (told === 1) first.push(performance.now() - started);
      }
      const took = performance.now() - started;
      if (prompt === '') {
        // The first run loads the models and counts for nothing.
        prompt = (await planSummary(embed, task)).prompt;
        first.length = 0;
      } else if (told === SENTENCES) whole.push(took);
      if (whole.length === RUNS) break;
    }
  } finally {
    await Promise.all([retriever.close(), generator.close()]);
  }
  report(`writing ${WRITTEN_TOKENS} tokens with and without cache`);
  const { dir } = await ensureGenerationModel({ config: settings });
  const text = await openTextModel(dir, settings.inferenceThreads || availableParallelism());
  const tokens = text.tokenizer.encode(prompt);
  await rateOf(text, tokens, true);
  const cached = await rateOf(text, tokens, true);
  const uncached = await rateOf(text, tokens, false);
  await text.model.close();
  return {
    machine: machineName(),
    model: generator.identity.id,
    runs: whole.length,
    tokensPerPassage: round(tokensPerPassage),
    firstSentence: latencyOf(first),
    summary: latencyOf(whole),
    promptTokens: tokens.length,
    tokensPerSecond: round(cached),
    tokensPerSecondWithoutCache: round(uncached),
    ratio: round(cached / uncached),
  };
}

/** Lines of a table, and what is said of the bars. */
export function summaryTable(bench: SummaryBench): string[] {
  const { firstSentence, summary, ratio } = bench;
  const times = ({ median, p95, max }: Latency) => `${median} ms (p95 ${p95}, most ${max})`;
  return [
    `| summary by ${bench.model} | ${bench.machine} |`,
    '| --- | --- |',
    `| ${PASSAGES} passages of ${bench.tokensPerPassage} tokens, ${SENTENCES} sentences | ${bench.runs} runs |`,
    `| first sentence, median (under ${FIRST_SENTENCE_MS} ms) | ${times(firstSentence)}, ${verdict(firstSentence.median < FIRST_SENTENCE_MS)} |`,
    `| whole summary, median (under ${SUMMARY_MS} ms) | ${times(summary)}, ${verdict(summary.median < SUMMARY_MS)} |`,
    `| writing after ${bench.promptTokens} tokens, with cache | ${bench.tokensPerSecond} tokens/s |`,
    `| the same without cache | ${bench.tokensPerSecondWithoutCache} tokens/s |`,
    `| ratio (at least ${TIMES_WITHOUT_CACHE}) | ${ratio}, ${verdict(ratio >= TIMES_WITHOUT_CACHE)} |`,
  ];
}

/** More tasks than runs, for some give fewer sentences. */
async function makeTasks(root: string): Promise<{ tasks: SummaryTask[]; tokensPerPassage: number }> {
  const { dir } = await ensureEmbeddingModel({ config: config() });
  const counter = await loadTokenCounter(dir);
  const folder = path.join(root, 'data', 'sample');
  const names = (await readdir(folder, { recursive: true })).filter(
    (name) => name.endsWith('.md') && !name.startsWith('zh'),
  );
  const passages: SummaryPassage[] = [];
  const tasks: SummaryTask[] = [];
  let tokens = 0;
  for (const name of names.sort()) {
    const text = await readFile(path.join(folder, name), 'utf8');
    const options = { counter, targetTokens: PASSAGE_TOKENS.most, overlapShare: 0, maxTokens: 256 };
    for (const draft of chunkDocument({ text, blocks: [], title: '' }, options)) {
      const length = counter.count(draft.text);
      if (length < PASSAGE_TOKENS.least) continue;
      passages.push({ id: passages.length, documentId: name, text: draft.text });
      tokens += length;
    }
  }
  for (let at = 0; at + PASSAGES <= passages.length; at += 1) {
    const chosen = passages.slice(at, at + PASSAGES);
    const query = path.basename(chosen[0]?.documentId ?? '', '.md').replaceAll('-', ' ');
    tasks.push({ query, passages: chosen, sentences: SENTENCES, mode: 'grounded' });
  }
  return { tasks, tokensPerPassage: tokens / Math.max(1, passages.length) };
}

/** Tokens a second of greedy writing that never ends, reading the prompt included. */
async function rateOf(
  { model, tokenizer }: TextModel,
  prompt: readonly number[],
  cache: boolean,
): Promise<number> {
  const started = performance.now();
  const read = [...prompt];
  let { logits, past } = await model.forward(read, null, 'last');
  for (let written = 0; written < WRITTEN_TOKENS; written += 1) {
    logits[tokenizer.endToken] = -Infinity;
    const token = mostLikely(logits);
    read.push(token);
    const next = await model.forward(cache ? [token] : read, cache ? past : null, 'last');
    past.dispose();
    ({ logits, past } = next);
  }
  past.dispose();
  return (1000 * WRITTEN_TOKENS) / (performance.now() - started);
}
