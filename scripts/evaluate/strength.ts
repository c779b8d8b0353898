import { config } from '@/lib/config';
import { evaluationDatabase } from '@/lib/eval/evaluation-database';
import {
  fitStrength,
  judgedHits,
  reportLabels,
  type JudgedHit,
  type LabelReport,
} from '@/lib/eval/evaluate-strength';
import { readRetrievalSet, type RetrievalSet } from '@/lib/eval/retrieval-set';
import { createRetriever } from '@/lib/index/retriever-client';
import { openStore } from '@/lib/store';
import { untilInterrupted } from '../support/run-command';

/** Queries of a set that are asked of its own corpus, and of those of each other set, at most. */
const OWN_QUERIES = 250;
const FOREIGN_QUERIES = 40;

/** `npm run evaluate -- strength DIR DIR…`: what the labels of hits are worth, and the weights that fit best. */
export async function evaluateStrength(dirs: readonly string[]): Promise<void> {
  const interrupted = new AbortController();
  void untilInterrupted().then(() => interrupted.abort());
  const sets = await Promise.all(dirs.map(readRetrievalSet));
  const hits: JudgedHit[] = [];
  for (const set of sets) {
    process.stderr.write(`… ${set.name}\n`);
    const foreign = sets
      .filter((other) => other !== set)
      .flatMap(({ queries }) => spread(queries, FOREIGN_QUERIES).map(({ text }) => text));
    hits.push(...(await hitsOf(set, foreign, interrupted.signal)));
  }
  const reports = sets.map(({ name }) =>
    reportLabels(
      name,
      hits.filter(({ corpus }) => corpus === name),
    ),
  );
  console.log(labelTable(reports).join('\n'));
  const { meaning, words } = fitStrength(hits);
  const line = (weights: readonly number[]) => weights.map((weight) => weight.toFixed(2)).join(', ');
  console.log(`\nWeights that fit these sets best (lib/search/strength-model.ts):`);
  console.log(`  meaning: [${line(meaning)}]\n  words: [${line(words)}]`);
  process.exit(0);
}

async function hitsOf(
  set: RetrievalSet,
  foreign: readonly string[],
  signal: AbortSignal,
): Promise<JudgedHit[]> {
  const database = await evaluationDatabase(config(), set, { signal });
  const store = await openStore(database.config.databaseFile);
  const retriever = createRetriever(database.config);
  try {
    const own = { name: set.name, queries: spread(set.queries, OWN_QUERIES) };
    return await judgedHits({ store, retriever, config: database.config }, own, foreign, signal);
  } finally {
    await retriever.close();
    await store.close();
  }
}

/** So many values, evenly spread over the list. */
function spread<T>(values: readonly T[], count: number): T[] {
  if (values.length <= count) return [...values];
  return Array.from({ length: count }, (_, at) => values[Math.floor((at * values.length) / count)]).filter(
    (value) => value !== undefined,
  );
}

function labelTable(reports: readonly LabelReport[]): string[] {
  const percent = (value: number) => `${(value * 100).toFixed(0)} %`;
  const label = ({ hits, relevant }: { hits: number; relevant: number }) => `${percent(relevant)} of ${hits}`;
  return [
    '| corpus | strong: relevant | likely: relevant | weak: relevant | calibration error | own queries all weak | foreign queries all weak |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...reports.map(
      ({ corpus, labels, calibrationError, ownWeak, foreignWeak }) =>
        `| ${corpus} | ${label(labels.strong)} | ${label(labels.likely)} | ${label(labels.weak)} | ${calibrationError.toFixed(3)} | ${percent(ownWeak)} | ${percent(foreignWeak)} |`,
    ),
  ];
}
