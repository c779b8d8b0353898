import { LRUCache } from 'lru-cache';
import { loadTokenizer } from './tokenizer';
import type { TokenCounter } from './types';

/** Words remembered; those that recur in a large English corpus fit. */
const REMEMBERED_WORDS = 50_000;
/** Longest piece (UTF-16 units) worth remembering; longer ones are runs without spaces and do not recur. */
const LONGEST_WORD = 40;

/** Only what every tokeniser takes for a space: others (U+000B, U+FEFF) are removed by some, which joins words. */
const SPACES = /[ \t\r\n]+/;

interface Count {
  tokens: number;
  unknown: number;
}

/**
 * Loads a counter of the embedding model's own tokens; it runs on the calling thread. Words are counted once and
 * remembered, which makes counting a text about as quick as splitting it.
 *
 * @param dir model folder (LocatedModel.dir)
 */
export async function loadTokenCounter(dir: string): Promise<TokenCounter> {
  const { tokenizer, unknownToken, wordsAreIndependent } = await loadTokenizer(dir);
  const remembered = new LRUCache<string, Count>({ max: REMEMBERED_WORDS });

  function countPiece(piece: string): Count {
    const known = remembered.get(piece);
    if (known) return known;
    const tokens = tokenizer.tokenize(piece);
    const count = { tokens: tokens.length, unknown: tokens.filter((token) => token === unknownToken).length };
    if (piece.length <= LONGEST_WORD) remembered.set(piece, count);
    return count;
  }

  function countText(text: string): Count {
    if (!wordsAreIndependent) return countPiece(text);
    const total = { tokens: 0, unknown: 0 };
    for (const piece of text.split(SPACES)) {
      if (piece === '') continue;
      const { tokens, unknown } = countPiece(piece);
      total.tokens += tokens;
      total.unknown += unknown;
    }
    return total;
  }

  return {
    count: (text) => countText(text).tokens,
    unknownShare(text) {
      const { tokens, unknown } = countText(text);
      return tokens === 0 ? 0 : unknown / tokens;
    },
  };
}
