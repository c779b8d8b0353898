import type { Generator } from '@/lib/generate/types';
import type { Place, SummaryPassage } from './candidates';
import { planSummary, type EmbedTexts, type SummarySubject } from './plan-summary';
import type { RankedCandidate } from './spine';
import type { SpineSentence, SummaryEvent } from './types';
import { writeSentences, type WritingMode } from './write-sentences';

export type { EmbedTexts };

export interface SummaryTask extends SummarySubject {
  mode: WritingMode;
}

/**
 * Summarises passages: spine, writing, check, citations. Every sentence given is supported by the passages it cites.
 *
 * @throws RecollectError `aborted`, `worker_failed`, `embedding_failed`
 */
export async function* summarizePassages(
  { embed, generator }: { embed: EmbedTexts; generator: Pick<Generator, 'generate' | 'identity'> },
  { mode, ...subject }: SummaryTask,
  signal?: AbortSignal,
): AsyncGenerator<SummaryEvent> {
  const started = performance.now();
  const { passages } = subject;
  const { spine, prompt } = await planSummary(embed, subject, signal);
  yield { type: 'spine', sentences: spine.flatMap((one) => spineSentences(one, passages)) };
  let index = 0;
  let dropped = 0;
  if (spine.length > 0) {
    const texts = spine.map(({ candidate }) => candidate.text);
    const task = { prompt, spine: texts, mode, count: subject.sentences };
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
  }
  yield {
    type: 'done',
    model: generator.identity,
    sentences: index,
    dropped,
    tookMs: Math.round(performance.now() - started),
    reason: index > 0 ? 'written' : 'nothing-to-summarise',
  };
}

/** Where a sentence stands, its copies in other passages included. */
function placesOf(one: RankedCandidate | undefined): Place[] {
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
