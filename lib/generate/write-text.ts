import { throwIfAborted } from './abort';
import { searchBeams } from './beam-search';
import { mostLikely, sampleToken } from './choose-token';
import { createDetokenizer, detokenize } from './detokenizer';
import type { Past } from './language-model';
import { createGrounding, type Grounding } from './processors/grounding';
import type { LogitsProcessor } from './processors/logits-processor';
import { noRepeatNgram } from './processors/no-repeat-ngram';
import { repetitionPenalty } from './processors/repetition-penalty';
import { seededRandom } from '@/lib/statistics/random';
import { limitSentences } from './sentence-limit';
import { promptTokens, type TextModel } from './text-model';
import type { GenerateRequest, GenerateResult } from './types';

/** What restricts writing: processors in order, the grounding last so that nothing loosens it. */
export interface Restrictions {
  processors: readonly LogitsProcessor[];
  grounding: Grounding | null;
}

/**
 * Continues a prompt.
 *
 * @param onText hears each piece of text once it is certain; together the pieces are the answer's text
 * @throws RecollectError `aborted`
 */
export async function writeText(
  text: TextModel,
  request: GenerateRequest,
  onText: (piece: string) => void = () => {},
  signal?: AbortSignal,
): Promise<GenerateResult> {
  const restrictions = restrictionsOf(text, request);
  const prompt = promptTokens(text, request.prompt, roomFor(request, restrictions));
  const started = performance.now();
  const read = await text.prompts.read(prompt, signal);
  const promptMs = performance.now() - started;
  const outcome =
    request.decoding.strategy === 'beam'
      ? await searchBeams(text, request, request.decoding, restrictions, read, signal)
      : await writeOneByOne(text, request, restrictions, read, onText, signal);
  const written = limitSentences(detokenize(text.tokenizer, outcome.tokens), request.maxSentences).text;
  if (request.decoding.strategy === 'beam') onText(written);
  return {
    text: written,
    tokens: outcome.tokens.length,
    promptTokens: prompt.length,
    finish: outcome.finish,
    promptMs,
    decodeMs: performance.now() - started - promptMs,
  };
}

/** Tokens that may be written at most: grounded writing never passes the longest of its texts. */
function roomFor({ maxTokens }: GenerateRequest, { grounding }: Restrictions): number {
  return grounding ? Math.min(maxTokens, grounding.longest) : maxTokens;
}

export interface Outcome {
  /** The end token is not among them. */
  tokens: number[];
  finish: GenerateResult['finish'];
}

async function writeOneByOne(
  { model, tokenizer }: TextModel,
  request: GenerateRequest,
  { processors, grounding }: Restrictions,
  read: { logits: Float32Array; past: Past },
  onText: (piece: string) => void,
  signal: AbortSignal | undefined,
): Promise<Outcome> {
  const choose = chooser(request.decoding);
  const detokenizer = createDetokenizer(tokenizer);
  const tokens: number[] = [];
  let text = '';
  let told = 0;
  let { logits, past } = read;
  let unread: number[] = [];
  const tell = (upTo: number) => {
    if (upTo > told) onText(text.slice(told, upTo));
    told = Math.max(told, upTo);
  };
  const end = (finish: Outcome['finish']): Outcome => {
    if (past !== read.past) past.dispose();
    text += detokenizer.end();
    tell(limitSentences(text, request.maxSentences).text.length);
    return { tokens, finish };
  };
  while (tokens.length < request.maxTokens) {
    const allowed = grounding?.allowed(tokens);
    if (allowed?.size === 0) return end('grounding');
    const [only, other] = allowed ?? [];
    let token = only;
    // Where only one token may follow, the model need not be asked; what it has not read is read in one go later.
    if (token === undefined || other !== undefined) {
      throwIfAborted(signal);
      if (unread.length > 0) {
        const next = await model.forward(unread, past, 'last');
        if (past !== read.past) past.dispose();
        ({ logits, past } = next);
        unread = [];
        await new Promise((resolve) => setImmediate(resolve));
      }
      const weighed = logits.slice();
      for (const processor of processors) processor.process(weighed, tokens);
      token = choose(weighed);
    }
    if (token === tokenizer.endToken) return end('end');
    tokens.push(token);
    unread.push(token);
    text += detokenizer.push(token);
    const limited = limitSentences(text, request.maxSentences);
    tell(limited.text.length);
    if (limited.full) return end('sentences');
  }
  return end('length');
}

function chooser(decoding: GenerateRequest['decoding']): (logits: Float32Array) => number {
  if (decoding.strategy !== 'sample') return mostLikely;
  const random = seededRandom(decoding.seed);
  return (logits) => sampleToken(logits, decoding, random);
}

function restrictionsOf({ tokenizer }: TextModel, request: GenerateRequest): Restrictions {
  const processors: LogitsProcessor[] = [];
  if ((request.repetitionPenalty ?? 1) !== 1)
    processors.push(repetitionPenalty(request.repetitionPenalty ?? 1));
  if (request.noRepeatNgram) processors.push(noRepeatNgram(request.noRepeatNgram));
  const grounding = request.grounding
    ? createGrounding(
        request.grounding.texts.map((text) => tokenizer.encode(` ${text}`)),
        tokenizer.endToken,
      )
    : null;
  if (grounding) processors.push(grounding);
  return { processors, grounding };
}
