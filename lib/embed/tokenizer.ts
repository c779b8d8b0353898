import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Tokenizer } from '@huggingface/tokenizers';
import { z } from 'zod';

const preTokenizerSchema = z.looseObject({
  type: z.string(),
  pretokenizers: z.array(z.looseObject({ type: z.string() })).optional(),
});
const tokenizerSchema = z.looseObject({ pre_tokenizer: preTokenizerSchema.nullish() });
const configSchema = z.looseObject({ unk_token: z.string().nullish() });

/** Pre-tokenisers that cut at spaces first, so that a word's tokens do not depend on its neighbours. */
const CUTS_AT_SPACES = new Set(['BertPreTokenizer', 'WhitespaceSplit', 'Metaspace']);

export interface ModelTokenizer {
  tokenizer: Tokenizer;
  /** Token that stands for what the vocabulary does not know; null where it knows everything (byte-level). */
  unknownToken: string | null;
  /** Whether the tokens of a text are those of its words (cut at spaces), one after another. */
  wordsAreIndependent: boolean;
}

/**
 * The model's own tokeniser, in pure JavaScript: the library inside transformers.js, used directly because it loads
 * in milliseconds and brings no native code to the thread that only counts tokens.
 *
 * @param dir model folder with tokenizer.json and tokenizer_config.json
 */
export async function loadTokenizer(dir: string): Promise<ModelTokenizer> {
  const read = async (name: string): Promise<unknown> =>
    JSON.parse(await readFile(path.join(dir, name), 'utf8'));
  const tokenizer = tokenizerSchema.parse(await read('tokenizer.json'));
  const config = configSchema.parse(await read('tokenizer_config.json'));
  const first = tokenizer.pre_tokenizer?.pretokenizers?.[0] ?? tokenizer.pre_tokenizer;
  return {
    tokenizer: new Tokenizer(tokenizer, config),
    unknownToken: config.unk_token ?? null,
    wordsAreIndependent: CUTS_AT_SPACES.has(first?.type ?? ''),
  };
}

/**
 * Token ids of a text with the model's special tokens, cut to a limit. A cut text keeps its last special token,
 * as the model saw it in training.
 *
 * @param maxTokens special tokens included
 */
export function encodeText(tokenizer: Tokenizer, text: string, maxTokens: number): number[] {
  const { ids } = tokenizer.encode(text);
  if (ids.length <= maxTokens) return ids;
  const last = ids.at(-1);
  const cut = ids.slice(0, maxTokens - 1);
  if (last !== undefined) cut.push(last);
  return cut;
}
