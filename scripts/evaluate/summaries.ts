import { writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { config } from '@/lib/config';
import { createEmbedder } from '@/lib/embed/embedder';
import { evaluateSummarySet, usualSentences, type SummaryResults } from '@/lib/eval/evaluate-summaries';
import { findSummarySets, readSummarySet } from '@/lib/eval/summary-set';
import { createGenerator } from '@/lib/generate/create-generator';
import type { GenerationIdentity } from '@/lib/generate/types';
import { machineName } from '../bench/measure';
import { untilInterrupted } from '../support/run-command';
import { summaryTable } from './summary-table';
import { parseCount } from '../support/parse-count';

/** What is printed of a set, and written as JSON. */
export interface SummarySetReport extends SummaryResults {
  name: string;
}

interface Options {
  limit?: number;
  sentences?: number;
  model: string[];
  seed: number;
  json?: string;
}

/**
 * `npm run evaluate -- summaries DIR…`: summaries of documents against what people wrote of them.
 *
 * @param args the command line after `summaries`
 * @throws RecollectError as findSummarySets, readSummarySet, createEmbedder and createGenerator
 */
export async function evaluateSummaries(args: readonly string[]): Promise<void> {
  const command = summariesCommand().parse([...args], { from: 'user' });
  const options = command.opts<Options>();
  const interrupted = new AbortController();
  void untilInterrupted().then(() => interrupted.abort());
  // What is misspelt is said before any model is loaded.
  const files = (await Promise.all(command.args.map(findSummarySets))).flat();
  const sets = await Promise.all(files.map(readSummarySet));
  const settings = config();
  const embedder = await createEmbedder(settings);
  const names = [settings.generationModel, ...options.model];
  const models = await Promise.all(
    names.map(async (name) => {
      const generator = await createGenerator({ ...settings, generationModel: name });
      return { name, generator };
    }),
  );
  const reports: SummarySetReport[] = [];
  try {
    for (const { name, examples } of sets) {
      const set = { name, examples: examples.slice(0, options.limit) };
      const results = await evaluateSummarySet(
        (texts, kind, signal) => embedder.embed(texts, kind, signal),
        models,
        set,
        {
          sentences: options.sentences ?? usualSentences(set),
          seed: options.seed,
          signal: interrupted.signal,
        },
        progressOf(name, set.examples.length),
      );
      reports.push({ name, ...results });
      console.log(summaryTable({ name, ...results }).join('\n'));
    }
  } finally {
    await Promise.all([embedder.close(), ...models.map(({ generator }) => generator.close())]);
  }
  if (options.json !== undefined) {
    const identities: GenerationIdentity[] = models.map(({ generator }) => generator.identity);
    const report = { machine: machineName(), models: identities, sets: reports };
    await writeFile(options.json, `${JSON.stringify(report, null, 2)}\n`);
  }
  process.exit(0);
}

function summariesCommand(): Command {
  return new Command('npm run evaluate -- summaries')
    .description(
      'Summarises documents and compares the result with what people wrote: ROUGE F1 with 95 % intervals, and what\n' +
        'share of its word pairs, numbers and names the document has. Lines of a set: {id, document, summaries, query?}.',
    )
    .argument(
      '<paths...>',
      'folders of *.jsonl[.xz] (those named -dev, -val or -test, or else all), or files',
    )
    .option('--limit <examples>', 'only the first examples of each set', parseCount)
    .option('--sentences <count>', 'sentences of a summary (default: 1 or 3, as the references)', parseCount)
    .option('--model <name>', 'measure another GPT-2 as well; may be repeated', collect, [])
    .option('--seed <number>', 'of the random baseline', parseCount, 1)
    .option('--json <file>', 'write the figures to a file as well');
}

function progressOf(name: string, all: number): (done: number) => void {
  const step = Math.max(1, Math.ceil(all / 10));
  return (done) => {
    if (done % step === 0 || done === all) process.stderr.write(`… ${name}: ${done} of ${all}\n`);
  };
}

function collect(value: string, before: string[]): string[] {
  return [...before, value];
}
