import type { GptTokenizer } from './tokenizer';

/** Turns a stream of tokens into text, holding back bytes until their UTF-8 character is whole. */
export interface Detokenizer {
  /** The text that has become certain with this token, possibly empty. */
  push(token: number): string;
  /** What was held back; bytes that never became a character are given as U+FFFD. */
  end(): string;
}

export function createDetokenizer(tokenizer: Pick<GptTokenizer, 'bytes'>): Detokenizer {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  return {
    push: (token) => decoder.decode(tokenizer.bytes(token), { stream: true }),
    end: () => decoder.decode(),
  };
}

/** The text of tokens. */
export function detokenize(tokenizer: Pick<GptTokenizer, 'bytes'>, tokens: readonly number[]): string {
  const detokenizer = createDetokenizer(tokenizer);
  return tokens.map((token) => detokenizer.push(token)).join('') + detokenizer.end();
}
