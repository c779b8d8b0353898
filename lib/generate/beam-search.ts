import { throwIfAborted } from './abort';
import { logSoftmax, rank } from './choose-token';
import { detokenize } from './detokenizer';
import type { ForwardResult, Past } from './language-model';
import { limitSentences } from './sentence-limit';
import type { TextModel } from './text-model';
import type { Decoding, GenerateRequest } from './types';
import type { Outcome, Restrictions } from './write-text';

interface Beam {
  tokens: number[];
  /** Tokens that the model has not read yet, the last ones of `tokens`. */
  unread: number[];
  past: Past;
  /** Log-probabilities of what may come next, once everything is read. */
  next: Float32Array | null;
  /** Sum of the log-probabilities of `tokens` (nats). */
  logLikelihood: number;
  finish: Outcome['finish'] | null;
}

/**
 * Beam search: keeps the `beams` likeliest continuations at each step and gives the one with the best
 * log-likelihood / tokens^lengthPenalty (Wu et al., arXiv 1609.08144, without its constants). Tokens that the
 * grounding forces are read in one go and their likelihood is counted too, so that beams stay comparable.
 *
 * @throws RecollectError `aborted`
 */
export async function searchBeams(
  text: TextModel,
  request: GenerateRequest,
  { beams: width, lengthPenalty }: Extract<Decoding, { strategy: 'beam' }>,
  restrictions: Restrictions,
  read: ForwardResult,
  signal: AbortSignal | undefined,
): Promise<Outcome> {
  const rate = (beam: Beam) => beam.logLikelihood / Math.max(1, beam.tokens.length) ** lengthPenalty;
  const best = (beams: readonly Beam[]) => [...beams].sort((a, b) => rate(b) - rate(a));
  let open: Beam[] = [
    {
      tokens: [],
      unread: [],
      past: read.past,
      next: logSoftmax(read.logits.slice()),
      logLikelihood: 0,
      finish: null,
    },
  ];
  let done: Beam[] = [];
  while (open.length > 0) {
    throwIfAborted(signal);
    const grown = best(open.flatMap((beam) => grow(beam, text, request, restrictions, width))).slice(
      0,
      width,
    );
    const before = open.map((beam) => beam.past);
    for (const beam of grown) await readAhead(beam, text, request, restrictions);
    done = best([...done, ...grown.filter((beam) => beam.finish)]).slice(0, width);
    open = grown.filter((beam) => !beam.finish);
    const worst = done[width - 1];
    if (worst) open = open.filter((beam) => rate(beam) > rate(worst));
    const kept = new Set([read.past, ...open.map((beam) => beam.past)]);
    for (const past of new Set([...before, ...grown.map((beam) => beam.past)]))
      if (!kept.has(past)) past.dispose();
    // Lets the message of an abort come in.
    await new Promise((resolve) => setImmediate(resolve));
  }
  const [winner] = done;
  return { tokens: winner?.tokens ?? [], finish: winner?.finish ?? 'length' };
}

/** A beam's `width` likeliest continuations by one token. */
function grow(
  beam: Beam,
  { tokenizer }: TextModel,
  request: GenerateRequest,
  { processors }: Restrictions,
  width: number,
): Beam[] {
  const weighed = (beam.next ?? new Float32Array()).slice();
  for (const processor of processors) processor.process(weighed, beam.tokens);
  return rank(weighed, width).map((token) => {
    const logLikelihood = beam.logLikelihood + (weighed[token] ?? 0);
    if (token === tokenizer.endToken) return { ...beam, unread: [], logLikelihood, finish: 'end' };
    const tokens = [...beam.tokens, token];
    const finish = tokens.length >= request.maxTokens ? 'length' : null;
    return { ...beam, tokens, unread: [...beam.unread, token], next: null, logLikelihood, finish };
  });
}

/** Adds what the grounding forces, then lets the model read it and weighs it. */
async function readAhead(
  beam: Beam,
  { model, tokenizer }: TextModel,
  request: GenerateRequest,
  { grounding }: Restrictions,
): Promise<void> {
  if (beam.finish) return;
  const forced: number[] = [];
  for (;;) {
    const allowed = grounding?.allowed(beam.tokens);
    const [only, other] = allowed ?? [];
    if (allowed?.size === 0) beam.finish = 'grounding';
    if (beam.tokens.length >= request.maxTokens) beam.finish ??= 'length';
    if (only === undefined || other !== undefined || beam.finish) break;
    forced.push(only);
    beam.tokens.push(only);
  }
  if (request.maxSentences !== undefined && !grounding) {
    const written = detokenize(tokenizer, beam.tokens);
    if (limitSentences(written, request.maxSentences).full) beam.finish = 'sentences';
  }
  if (beam.finish && forced.length === 0) return;
  const result = await model.forward([...beam.unread, ...forced], beam.past, 'all');
  const size = model.vocabularySize;
  const rows = result.logits.length / size;
  forced.forEach((token, at) => {
    const row = rows - forced.length - 1 + at;
    beam.logLikelihood += logSoftmax(result.logits.slice(row * size, (row + 1) * size))[token] ?? 0;
  });
  beam.next = logSoftmax(result.logits.slice((rows - 1) * size));
  beam.past = result.past;
  beam.unread = [];
}
