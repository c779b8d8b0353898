import type { Config } from '@/lib/config';
import type { Retriever } from '@/lib/index/retriever-client';
import { explainPassage } from '@/lib/search/explain-passage';
import { search } from '@/lib/search/search';
import type { Span } from '@/lib/search/types';
import { bootstrapMean, type Interval } from '@/lib/statistics/bootstrap';
import { getDocument } from '@/lib/store/documents';
import type { Store } from '@/lib/store/types';
import { splitSentences } from '@/lib/text/sentences';
import type { AnswerSpans } from './answer-spans';
import { URI_PREFIX } from './evaluation-database';
import type { RetrievalSet } from './retrieval-set';

/** Shares of the answered questions, 0 to 1. */
export interface SentenceResults {
  /** Questions whose answer is known. */
  questions: number;
  /** Those with an answering document among the first hits, whose shown passage has a part of an answer. */
  answered: number;
  /** The sentence marked in the list of hits, which goes by words alone, overlaps an answer. */
  marked: Interval;
  /** The best sentence of the explanation, which goes by words and meaning, does. */
  explained: Interval;
  /** The passage's first sentence does. */
  first: Interval;
  /** A sentence of the passage drawn at random does, on average. */
  random: Interval;
}

/** Hits in which an answer counts. */
const FIRST_HITS = 3;

/**
 * Whether the sentence that is marked in a hit is one that answers. Asked are the questions with known answers; a
 * question counts when one of the first hits shows a passage with an answer, and the first such passage is looked at.
 */
export async function evaluateSentences(
  deps: { store: Store; retriever: Pick<Retriever, 'search' | 'embed'>; config: Config },
  { queries }: Pick<RetrievalSet, 'queries'>,
  answers: AnswerSpans,
  signal: AbortSignal,
): Promise<SentenceResults> {
  const asked = queries.filter(({ id }) => answers.has(id));
  const seen: Record<'marked' | 'explained' | 'first' | 'random', number>[] = [];
  for (const { id, text: query } of asked) {
    signal.throwIfAborted();
    const page = { query, mode: 'hybrid' as const, limit: FIRST_HITS, offset: 0, filter: {} };
    for (const { document, passages } of (await search(deps, page)).hits) {
      const known = answers.get(id)?.get(document.uri.slice(URI_PREFIX.length)) ?? [];
      const passage = passages[0];
      if (!passage || known.length === 0) continue;
      const whole = (await getDocument(deps.store, document.id))?.text ?? '';
      const gold = known.flatMap((answer): Span[] => {
        const start = whole.indexOf(answer);
        return start === -1
          ? []
          : [{ start: start - passage.start, end: start - passage.start + answer.length }];
      });
      const answersIn = (span: Span) => gold.some(({ start, end }) => span.start < end && start < span.end);
      const sentences = splitSentences(passage.text).map(answersIn);
      if (!sentences.includes(true)) continue;
      const explained = await explainPassage(deps, page, passage.id, signal);
      seen.push({
        marked: Number(answersIn(passage.bestSentence)),
        explained: Number(explained !== null && answersIn(explained.passage.bestSentence)),
        first: Number(sentences[0]),
        random: sentences.filter(Boolean).length / sentences.length,
      });
      break;
    }
  }
  const mean = (of: (one: (typeof seen)[number]) => number) => bootstrapMean(seen.map(of));
  return {
    questions: asked.length,
    answered: seen.length,
    marked: mean(({ marked }) => marked),
    explained: mean(({ explained }) => explained),
    first: mean(({ first }) => first),
    random: mean(({ random }) => random),
  };
}
