import { claimWords, isFullStop, type ClaimWord } from './claim-words';

/** A run of words, end exclusive. */
export interface WordSpan {
  from: number;
  to: number;
}

/** A run of words that may be left out. */
export interface Omission extends WordSpan {
  /** `filler`: links, references, marks; `detail`: says something more about what is kept. */
  kind: 'filler' | 'detail';
}

/** Positions of a bracket and of the one that closes it; `nested`: another opens in between. */
export interface BracketPair {
  open: number;
  close: number;
  nested: boolean;
}

/** A sentence cut into words, with the signs that part it. */
export interface Sentence {
  text: string;
  words: readonly ClaimWord[];
  /** Number of words without the final full stop. */
  end: number;
  /** Positions of commas outside brackets. */
  commas: readonly number[];
  /** Positions of semicolons outside brackets. */
  semicolons: readonly number[];
  pairs: readonly BracketPair[];
}

const CLOSING = new Map([
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
]);

/** `A (b, c), d.` has one pair, and one comma outside of it. */
export function sentenceParts(text: string): Sentence {
  const words = claimWords(text);
  const end = isFullStop(words.at(-1)) ? words.length - 1 : words.length;
  const commas: number[] = [];
  const semicolons: number[] = [];
  const pairs: BracketPair[] = [];
  const open: { at: number; nested: boolean }[] = [];
  for (let at = 0; at < end; at += 1) {
    const sign = words[at]?.text ?? '';
    const last = open.at(-1);
    if (CLOSING.has(sign)) {
      for (const outer of open) outer.nested = true;
      open.push({ at, nested: false });
    } else if (last && CLOSING.get(words[last.at]?.text ?? '') === sign) {
      open.pop();
      pairs.push({ open: last.at, close: at, nested: last.nested });
    } else if (open.length === 0 && sign === ',') commas.push(at);
    else if (open.length === 0 && sign === ';') semicolons.push(at);
  }
  return { text, words, end, commas, semicolons, pairs };
}
