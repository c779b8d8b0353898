import { AutoTokenizer } from '@xenova/transformers';
import { bytesOfSymbols } from './byte-symbols';

/** GPT-2's byte-level BPE: any text becomes tokens, each token is a run of bytes. */
export interface GptTokenizer {
  /** Token ids of a text; nothing is added before or after, and its bytes are those of the text. */
  encode(text: string): number[];
  /** Bytes of a token; none for a special token. May be a part of a UTF-8 character. */
  bytes(token: number): Uint8Array;
  readonly endToken: number;
}

/** A document may contain these characters; only decoding may end a text, so they are never read as the end token. */
const INSIDE_END_TOKEN = /(?<=<)(?=\|endoftext\|>)/;

/**
 * Loads the tokeniser of a model folder with transformers.js; never touches the network.
 *
 * @param dir folder with tokenizer.json and tokenizer_config.json
 * @param endToken id that ends a text (config.json, `eos_token_id`)
 */
export async function loadGptTokenizer(dir: string, endToken: number): Promise<GptTokenizer> {
  const tokenizer = await AutoTokenizer.from_pretrained(dir, { local_files_only: true });
  const bytes: Uint8Array[] = [];
  for (const [symbols, id] of tokenizer.get_vocab() as Map<string, number>)
    bytes[id] = id === endToken ? new Uint8Array() : bytesOfSymbols(symbols);
  const nothing = new Uint8Array();
  return {
    encode: (text) =>
      text.split(INSIDE_END_TOKEN).flatMap((piece) => tokenizer.encode(piece, { add_special_tokens: false })),
    bytes: (token) => bytes[token] ?? nothing,
    endToken,
  };
}
