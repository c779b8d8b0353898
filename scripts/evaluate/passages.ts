import { config } from '@/lib/config';
import { evaluatePassages, type PassageResults } from '@/lib/eval/evaluate-passages';
import { createRetriever } from '@/lib/index/retriever-client';
import { openStore } from '@/lib/store';
import { untilInterrupted } from '../support/run-command';
import { percent } from './percent';

/** `npm run evaluate -- passages`: how often the passage shown first is the one that was asked for, on the stored documents. */
export async function evaluateShownPassages(count: number): Promise<void> {
  const interrupted = new AbortController();
  void untilInterrupted().then(() => interrupted.abort());
  const own = config();
  const store = await openStore(own.databaseFile, { readonly: true });
  const retriever = createRetriever(own);
  try {
    const results = await evaluatePassages({ store, retriever, config: own }, count, interrupted.signal);
    console.log(told(results).join('\n'));
  } finally {
    await retriever.close();
    await store.close();
  }
  process.exit(0);
}

function told({ questions, found, first, ranking, shown }: PassageResults): string[] {
  if (questions === 0)
    return ['No question could be made: no document with headings (# …) has four passages or more.'];
  const asked = `${questions} headings asked for with the title of their document, which came first for ${found}.`;
  if (found === 0) return [asked];
  return [
    asked,
    '',
    '| under the heading stands …                    | of those [95 %] |',
    '| --------------------------------------------- | --------------- |',
    `| the passage that is shown first               | ${percent(first)} |`,
    `| the best scored one, which ranks the document | ${percent(ranking)} |`,
    `| one of those that are shown                   | ${percent(shown)} |`,
  ];
}
