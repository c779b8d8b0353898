import type { Generator } from '@/lib/generate/types';
import type { EmbedKind } from '@/lib/embed/types';
import { findCandidates, type SummaryPassage } from './candidates';
import { shareOfChinese } from './content-words';
import { buildPrompt } from './prompt';
import { inReadingOrder, pickSpine, rankCandidates, type RankedCandidate } from './spine';
import { PLAIN, QUERY_FOCUSED } from './spine-weights';
import type { SpineSentence, SummaryEvent } from './types';
import { writeSentences, type WritingMode } from './write-sentences';

/** Gives texts their places, L2-normalised, in order. */
export type EmbedTexts = (
  texts: readonly string[],
  kind: EmbedKind,
  signal?: AbortSignal,
) => Promise<Float32Array[]>;

export interface SummaryTask {
  /** What was asked; empty = a summary of the passages for themselves. */
  query: string;
  /** Best first. */
  passages: readonly SummaryPassage[];
  /** Sentences wanted, 1 to 5. */
  sentences: number;
  mode: WritingMode;
}

/** Cosine with the query from which on a sentence concerns it, with and without a topic word in common. */
const RELEVANT_WITH_WORD = 0.25;
const RELEVANT = 0.42;
/** Share of the query's topic words that speaks for a sentence whatever the encoder says. */
const ENOUGH_WORDS = 0.5;

/**
 * Summarises passages: spine, writing, check, citations. Every sentence given is supported by the passages it cites.
 *
 * @throws RecollectError `aborted`, `worker_failed`, `embedding_failed`
 */
export async function* summarizePassages(
  { embed, generator }: { embed: EmbedTexts; generator: Pick<Generator, 'generate' | 'identity'> },
  { query, passages, sentences, mode }: SummaryTask,
  signal?: AbortSignal,
): AsyncGenerator<SummaryEvent> {
  const started = performance.now();
  const done = (count: number, dropped: number): SummaryEvent => ({
    type: 'done',
    model: generator.identity,
    sentences: count,
    dropped,
    tookMs: Math.round(performance.now() - started),
    reason: count > 0 ? 'written' : 'nothing-to-summarise',
  });
  const ranked = await rank(embed, passages, query, signal);
  const worthwhile = query ? ranked.filter(concernsQuery) : ranked;
  const spine = inReadingOrder(pickSpine(worthwhile, sentences, query ? QUERY_FOCUSED : PLAIN));
  yield { type: 'spine', sentences: spine.flatMap((one) => spineSentences(one, passages)) };
  if (spine.length === 0) {
    yield done(0, 0);
    return;
  }
  const task = {
    prompt: buildPrompt(ranked, spine, query),
    spine: spine.map(({ candidate }) => candidate.text),
    mode,
    count: sentences,
  };
  let index = 0;
  let dropped = 0;
  for await (const event of writeSentences(generator, task, signal)) {
    if (event.type === 'token') yield event;
    else if (event.type === 'struck') dropped += 1;
    else {
      const { text, cited, quoted, support } = event.sentence;
      const places = cited.flatMap((at) => placesOf(spine[at]));
      const citations = [...new Set(places.flatMap(({ passage }) => passages[passage]?.id ?? []))];
      yield { type: 'sentence', sentence: { index, text, citations, quoted, support } };
      index += 1;
      if (quoted) dropped += 1;
    }
  }
  yield done(index, dropped);
}

async function rank(
  embed: EmbedTexts,
  passages: readonly SummaryPassage[],
  query: string,
  signal: AbortSignal | undefined,
): Promise<RankedCandidate[]> {
  const candidates = findCandidates(passages);
  if (candidates.length === 0) return [];
  const texts = candidates.map(({ text }) => text);
  const vectors = await embed(texts, 'passage', signal);
  const [asked] = query ? await embed([query], 'query', signal) : [];
  return rankCandidates(candidates, vectors, asked ? { text: query, vector: asked } : null);
}

/** For Chinese, which the bundled encoder reads badly, shared characters have the last word. */
function concernsQuery({ candidate, features: { relevance, queryWords } }: RankedCandidate): boolean {
  if (queryWords >= ENOUGH_WORDS) return true;
  if (shareOfChinese(candidate.text) > 0.3) return queryWords > 0 && relevance >= RELEVANT_WITH_WORD;
  return relevance >= (queryWords > 0 ? RELEVANT_WITH_WORD : RELEVANT);
}

function placesOf(one: RankedCandidate | undefined) {
  return one ? [one.candidate, ...one.candidate.copies] : [];
}

function spineSentences(one: RankedCandidate, passages: readonly SummaryPassage[]): SpineSentence[] {
  return placesOf(one).flatMap(({ passage, start, end }) => {
    const source = passages[passage];
    if (!source) return [];
    const { id: passageId, documentId } = source;
    const relevance = one.features.relevance;
    return [{ text: one.candidate.text, passageId, documentId, start, end, relevance }];
  });
}
