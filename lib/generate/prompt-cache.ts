import type { ForwardResult, LanguageModel, Past } from './language-model';
import { throwIfAborted } from './abort';

/** Tokens read between two looks at the abort signal: some tens of milliseconds of work. */
const CHUNK_TOKENS = 128;
/** Prompts remembered; a summary needs its passages, and those with each sentence written so far. */
const REMEMBERED = 4;

interface Entry {
  tokens: readonly number[];
  result: ForwardResult;
}

/** Reads prompts, and reads only what is new when a prompt begins like one read before. */
export interface PromptCache {
  /**
   * @param tokens at least one, within the model's context
   * @returns logits of the last token; the past belongs to the cache and must not be disposed
   * @throws RecollectError `aborted`
   */
  read(tokens: readonly number[], signal?: AbortSignal): Promise<ForwardResult>;
  clear(): void;
}

export function createPromptCache(model: LanguageModel): PromptCache {
  const entries: Entry[] = [];

  async function read(tokens: readonly number[], signal?: AbortSignal): Promise<ForwardResult> {
    const known = longestBeginning(entries, tokens);
    if (known) {
      entries.splice(entries.indexOf(known), 1);
      entries.push(known);
      if (known.tokens.length === tokens.length) return known.result;
    }
    let result = known?.result;
    for (let at = known?.tokens.length ?? 0; at < tokens.length; at += CHUNK_TOKENS) {
      const before: Past | null = result?.past ?? null;
      throwIfAborted(signal);
      result = await model.forward(tokens.slice(at, at + CHUNK_TOKENS), before, 'last');
      if (before && before !== known?.result.past) before.dispose();
      // Lets the message of an abort come in.
      await new Promise((resolve) => setImmediate(resolve));
    }
    if (!result) throw new RangeError('A prompt needs at least one token');
    entries.push({ tokens: [...tokens], result });
    if (entries.length > REMEMBERED) entries.shift()?.result.past.dispose();
    return result;
  }

  function clear(): void {
    for (const { result } of entries.splice(0)) result.past.dispose();
  }

  return { read, clear };
}

function longestBeginning(entries: readonly Entry[], tokens: readonly number[]): Entry | undefined {
  let best: Entry | undefined;
  for (const entry of entries) {
    if (entry.tokens.length > tokens.length || entry.tokens.length <= (best?.tokens.length ?? 0)) continue;
    if (entry.tokens.every((token, at) => tokens[at] === token)) best = entry;
  }
  return best;
}
