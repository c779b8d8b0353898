import type { Generator } from '@/lib/generate/types';
import type { Retriever } from '@/lib/index/retriever-client';
import { search, type SearchDependencies } from '@/lib/search/search';
import type { SearchRequest, SearchResponse } from '@/lib/search/types';
import { analyzeQuery } from '@/lib/text/analyze';
import type { SummaryPassage } from './candidates';
import { summarizePassages } from './summarize-passages';
import type { SummaryEvent } from './types';
import type { WritingMode } from './write-sentences';

/** What search needs, and GPT-2. */
export type SummaryDependencies = SearchDependencies & {
  retriever: Pick<Retriever, 'search' | 'embed'>;
  generator: Pick<Generator, 'generate' | 'identity'>;
};

export interface SummaryRequest {
  /** Its query and filters choose the passages; limit and offset do not matter. */
  request: SearchRequest;
  /** Sentences wanted, 1 to 5. */
  sentences: number;
  /** `grounded` unless said otherwise. */
  mode?: WritingMode;
}

/** Passages that a summary is made from; more would tell of lesser matches and take longer. */
const MAX_PASSAGES = 5;

/**
 * Summarises what a query finds, as it is written: the spine, then tokens as a draft and each checked sentence that
 * replaces them, then `done`.
 *
 * @throws RecollectError as search, and `aborted`, `worker_failed`
 */
export async function* summarize(
  { generator, ...parts }: SummaryDependencies,
  { request, sentences, mode = 'grounded' }: SummaryRequest,
  signal?: AbortSignal,
): AsyncGenerator<SummaryEvent> {
  const found = await search(parts, { ...request, limit: MAX_PASSAGES, offset: 0 });
  const embed = (texts: readonly string[], kind: 'query' | 'passage') =>
    parts.retriever.embed(texts, kind, signal);
  // As search reads it: an excluded word must not speak for a sentence.
  const query = analyzeQuery(request.query).text;
  const task = { query, passages: topPassages(found), sentences, mode };
  yield* summarizePassages({ embed, generator }, task, signal);
}

/** The best passages, whatever document they are in. What matches weakly is not worth retelling. */
function topPassages({ hits }: SearchResponse): SummaryPassage[] {
  const worthwhile = hits.filter(({ strength }) => strength !== 'weak');
  const passages = worthwhile.flatMap(({ document, passages }) =>
    passages.map(({ id, text, score, headingPath }) => ({
      id,
      documentId: document.id,
      text,
      score,
      title: document.title,
      heading: [document.title, ...headingPath].join('\n'),
    })),
  );
  return passages.sort((a, b) => b.score - a.score).slice(0, MAX_PASSAGES);
}
