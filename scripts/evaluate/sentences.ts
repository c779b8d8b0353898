import path from 'node:path';
import { config } from '@/lib/config';
import { readAnswerSpans } from '@/lib/eval/answer-spans';
import { evaluateSentences } from '@/lib/eval/evaluate-sentences';
import { evaluationDatabase } from '@/lib/eval/evaluation-database';
import { readRetrievalSet } from '@/lib/eval/retrieval-set';
import { createRetriever } from '@/lib/index/retriever-client';
import { openStore } from '@/lib/store';
import { untilInterrupted } from '../support/run-command';
import { percent } from './percent';

/** `npm run evaluate -- sentences DIR --spans FILE`: how often the sentence that is marked is one that answers. */
export async function evaluateMarkedSentences(dir: string, spansFile: string): Promise<void> {
  const interrupted = new AbortController();
  void untilInterrupted().then(() => interrupted.abort());
  const set = await readRetrievalSet(dir);
  const answers = await readAnswerSpans(path.resolve(spansFile), set.corpusFile);
  const database = await evaluationDatabase(config(), set, { signal: interrupted.signal });
  const store = await openStore(database.config.databaseFile);
  const retriever = createRetriever(database.config);
  try {
    const deps = { store, retriever, config: database.config };
    const results = await evaluateSentences(deps, set, answers, interrupted.signal);
    console.log(
      [
        `${set.name}: ${results.questions} questions with known answers, ${results.answered} answered by one of the first 3 hits.`,
        '',
        '| the passage’s …                                  | is an answer [95 %] |',
        '| ------------------------------------------------ | ------------------- |',
        `| sentence marked in the list (words)              | ${percent(results.marked)} |`,
        `| best sentence of the explanation (words, meaning) | ${percent(results.explained)} |`,
        `| first sentence                                   | ${percent(results.first)} |`,
        `| sentences, one drawn at random                   | ${percent(results.random)} |`,
      ].join('\n'),
    );
  } finally {
    await retriever.close();
    await store.close();
  }
  process.exit(0);
}
