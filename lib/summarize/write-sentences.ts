import type { Decoding, GenerateRequest, Generator } from '@/lib/generate/types';
import { createEventQueue } from './event-queue';
import { analyseSentence, type AnalysedSentence } from './omissible';
import { estimateTokens } from './prompt';
import { retellings } from './retell';
import { checkSupport } from './support';

/** A written and checked sentence, with the spine sentences (indices) that say it. */
export interface CheckedSentence {
  text: string;
  cited: number[];
  quoted: boolean;
  support: number;
}

export type WritingEvent =
  | { type: 'token'; text: string }
  | { type: 'sentence'; sentence: CheckedSentence }
  /** A written sentence was struck, and nothing was put in its place. */
  | { type: 'struck' };

export type WritingMode = 'grounded' | 'free';

/** Several ways to tell a sentence are weighed as wholes: step by step, the shortest would be cut off too early. */
const GROUNDED: Decoding = { strategy: 'beam', beams: 4, lengthPenalty: 1 };
/** A longer sentence (tokens) would leave no room for its passages; it is quoted without asking the model. */
const LONGEST_RETOLD = 512;
const FREE: Decoding = { strategy: 'greedy' };
const FREE_TOKENS = 48;

/**
 * Writes one sentence after another and lets only those pass that the spine supports. Tokens are a draft; the sentence
 * that follows them replaces them.
 *
 * `grounded`: each spine sentence is retold by the model; a retelling that fails the check gives way to the sentence
 * itself, as a quotation. `free`: the model writes as it likes; what fails is struck.
 *
 * @param prompt ends with the cue after which a summary begins
 * @throws RecollectError `aborted`, `worker_failed`
 */
export async function* writeSentences(
  generator: Pick<Generator, 'generate'>,
  {
    prompt,
    spine,
    mode,
    count,
  }: { prompt: string; spine: readonly string[]; mode: WritingMode; count: number },
  signal?: AbortSignal,
): AsyncGenerator<WritingEvent> {
  const sources = spine.map((text) => analyseSentence(text));
  const told = new Set<string>();
  let written = prompt;
  for (let index = 0; index < (mode === 'free' ? count : sources.length); index += 1) {
    const source = mode === 'grounded' ? sources[index] : undefined;
    const request = source ? groundedRequest(written, source) : freeRequest(written);
    const draft = request ? yield* streamDraft(generator, request, signal) : '';
    // The end of its text: a model that writes freely has no more to say.
    if (mode === 'free' && draft === '') return;
    const sentence = settle(draft, sources, mode === 'grounded' ? index : null);
    written += ` ${sentence?.text ?? draft}`;
    const key = sentence?.text.toLowerCase() ?? '';
    if (!sentence || told.has(key)) yield { type: 'struck' };
    else {
      told.add(key);
      yield { type: 'sentence', sentence };
    }
  }
}

function groundedRequest(prompt: string, source: AnalysedSentence): GenerateRequest | null {
  const texts = retellings(source);
  if (texts.some((text) => estimateTokens(text) > LONGEST_RETOLD)) return null;
  return { prompt, maxTokens: LONGEST_RETOLD, decoding: GROUNDED, grounding: { texts } };
}

function freeRequest(prompt: string): GenerateRequest {
  const repetition = { repetitionPenalty: 1.2, noRepeatNgram: 4 };
  return { prompt, maxTokens: FREE_TOKENS, maxSentences: 1, decoding: FREE, ...repetition };
}

async function* streamDraft(
  generator: Pick<Generator, 'generate'>,
  request: GenerateRequest,
  signal: AbortSignal | undefined,
): AsyncGenerator<WritingEvent, string> {
  const pieces = createEventQueue<string>();
  const answer = generator
    .generate(request, (piece) => pieces.push(piece), signal)
    .finally(() => pieces.end());
  // A failure is thrown below, where it is awaited; until then it must not count as unhandled.
  answer.catch(() => pieces.end());
  for await (const text of pieces) yield { type: 'token', text };
  return (await answer).text.trim();
}

/** The sentence to show for a draft; null = none. */
function settle(
  draft: string,
  sources: readonly AnalysedSentence[],
  retold: number | null,
): CheckedSentence | null {
  const verdict = checkSupport(draft, sources);
  if (verdict.supported)
    return { text: draft, cited: verdict.cited, quoted: false, support: verdict.bigramSupport };
  const source = retold === null ? undefined : sources[retold];
  if (!source || retold === null) return null;
  return { text: source.text, cited: [retold], quoted: true, support: 1 };
}
