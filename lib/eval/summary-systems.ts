import type { GenerateResult, Generator } from '@/lib/generate/types';
import { seededRandom } from '@/lib/statistics/random';
import { planSummary, type EmbedTexts, type SummarySubject } from '@/lib/summarize/plan-summary';
import { summarizePassages } from '@/lib/summarize/summarize-passages';
import { splitSentences } from '@/lib/text/sentences';
import { countWords, firstWords } from './faithfulness';
import type { SummaryExample } from './summary-set';

/** What a system made of an example. */
export interface WrittenSummary {
  text: string;
  /** Tokens the model wrote, and milliseconds it took for them; zeros where no model writes. */
  tokens: number;
  decodeMs: number;
  /** From the passages to the whole summary; embedding and reading of the prompt included. */
  seconds: number;
}

export interface NamedGenerator {
  name: string;
  generator: Pick<Generator, 'generate' | 'identity'>;
}

export interface SystemOptions {
  sentences: number;
  /** Of the random baseline. */
  seed: number;
  signal?: AbortSignal | undefined;
}

/** Tokens that free writing may take for a sentence. */
const FREE_TOKENS = 60;

/**
 * Summarises one document in every way that is compared: `ours` (and `ours, NAME` for further models), its `spine`
 * alone, the first sentences (`lead-k`), the first words (`lead`) and random sentences (`random`), both as long as ours,
 * and each model writing without restriction (`free`).
 */
export async function writeAll(
  embed: EmbedTexts,
  models: readonly NamedGenerator[],
  example: SummaryExample,
  { sentences, seed, signal }: SystemOptions,
): Promise<Map<string, WrittenSummary>> {
  const { id, document, query = '' } = example;
  const subject: SummarySubject = { query, passages: [{ id: 0, documentId: id, text: document }], sentences };
  const written = new Map<string, WrittenSummary>();
  for (const [at, { name, generator }] of models.entries())
    written.set(
      at === 0 ? 'ours' : `ours, ${name}`,
      await timed((results) => grounded(embed, counting(generator, results), subject, signal)),
    );
  let prompt = '';
  const spine = await timed(async () => {
    const plan = await planSummary(embed, subject, signal);
    prompt = plan.prompt;
    return plan.spine.map(({ candidate }) => candidate.text).join(' ');
  });
  written.set('spine', spine);
  const length = countWords(written.get('ours')?.text ?? '');
  const whole = splitSentences(document).map(({ start, end }) => document.slice(start, end));
  written.set(`lead-${sentences}`, plain(whole.slice(0, sentences).join(' ')));
  written.set('lead', plain(firstWords(document, length)));
  written.set('random', plain(firstWords(shuffled(whole, seed).join(' '), length)));
  for (const [at, { name, generator }] of models.entries()) {
    const free = await timed((results) => freely(counting(generator, results), prompt, sentences, signal));
    written.set(at === 0 ? 'free' : `free, ${name}`, {
      ...free,
      seconds: free.seconds + spine.seconds,
    });
  }
  return written;
}

async function grounded(
  embed: EmbedTexts,
  generator: NamedGenerator['generator'],
  subject: SummarySubject,
  signal: AbortSignal | undefined,
): Promise<string> {
  const told: string[] = [];
  const task = { ...subject, mode: 'grounded' as const };
  for await (const event of summarizePassages({ embed, generator }, task, signal))
    if (event.type === 'sentence') told.push(event.sentence.text);
  return told.join(' ');
}

/** What the model makes of the same prompt when nothing holds it to the passages, and nothing is struck. */
async function freely(
  generator: NamedGenerator['generator'],
  prompt: string,
  sentences: number,
  signal: AbortSignal | undefined,
): Promise<string> {
  const { text } = await generator.generate(
    {
      prompt,
      maxTokens: FREE_TOKENS * sentences,
      maxSentences: sentences,
      decoding: { strategy: 'greedy' },
      repetitionPenalty: 1.2,
      noRepeatNgram: 4,
    },
    undefined,
    signal,
  );
  return text.trim();
}

function counting(
  generator: NamedGenerator['generator'],
  results: GenerateResult[],
): NamedGenerator['generator'] {
  return {
    identity: generator.identity,
    async generate(request, onText, signal) {
      const result = await generator.generate(request, onText, signal);
      results.push(result);
      return result;
    },
  };
}

async function timed(write: (results: GenerateResult[]) => Promise<string>): Promise<WrittenSummary> {
  const results: GenerateResult[] = [];
  const started = performance.now();
  const text = await write(results);
  const seconds = (performance.now() - started) / 1000;
  const sum = (key: 'tokens' | 'decodeMs') => results.reduce((all, result) => all + result[key], 0);
  return { text, tokens: sum('tokens'), decodeMs: sum('decodeMs'), seconds };
}

function plain(text: string): WrittenSummary {
  return { text, tokens: 0, decodeMs: 0, seconds: 0 };
}

function shuffled<Value>(values: readonly Value[], seed: number): Value[] {
  const random = seededRandom(seed);
  return values
    .map((value) => ({ value, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ value }) => value);
}
