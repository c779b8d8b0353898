/** Counts tokens as the encoder does, special tokens not included; lib/embed's TokenCounter is one. */
export interface TokenMeter {
  count(text: string): number;
}

/** What is not cut any further: a sentence, a line of code, a row of a table, or a piece of one that is too long. */
export interface Unit {
  /** UTF-16 offsets into the document's text; begins and ends with a visible character. */
  start: number;
  end: number;
  tokens: number;
  /** True when it begins a block: a better place to cut than between two sentences of one. */
  opensBlock: boolean;
  /** Prose may be repeated as overlap; lines of code and rows of tables are not. */
  prose: boolean;
  page: number | null;
}

/**
 * A token stands for at most this many characters. A run that the vocabulary does not know is one [UNK] token however
 * long it is; without this bound it would make a passage of any length.
 */
const CHARACTERS_PER_TOKEN = 10;

/** Tokens of a text, with long unknown runs counted by their length. */
export function weigh(counter: TokenMeter, text: string): number {
  return Math.max(counter.count(text), Math.ceil(text.length / CHARACTERS_PER_TOKEN));
}
