import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Tokenizer } from '@huggingface/tokenizers';

/**
 * The model's own tokeniser, in pure JavaScript: the library inside transformers.js, used directly because it loads
 * in milliseconds and brings no native code to the thread that only counts tokens.
 *
 * @param dir model folder with tokenizer.json and tokenizer_config.json
 */
export async function loadTokenizer(dir: string): Promise<Tokenizer> {
  const [tokenizer, config] = await Promise.all(
    ['tokenizer.json', 'tokenizer_config.json'].map(
      async (name) => JSON.parse(await readFile(path.join(dir, name), 'utf8')) as object,
    ),
  );
  return new Tokenizer(tokenizer ?? {}, config ?? {});
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
