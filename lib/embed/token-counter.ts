import { LRUCache } from 'lru-cache';
import type { ModelIdentity } from '@/lib/models/identity';
import { loadTokenizer } from './tokenizer';
import type { TokenCounter } from './types';

/** Distinct words remembered; the words of a large English corpus that recur fit. */
const REMEMBERED_WORDS = 50_000;

interface Count {
  tokens: number;
  unknown: number;
}

/**
 * Loads a counter of the embedding model's own tokens; it runs on the calling thread.
 *
 * @param dir model folder
 */
export async function loadTokenCounter(dir: string, _identity: ModelIdentity): Promise<TokenCounter> {
  const tokenizer = await loadTokenizer(dir);
  const unknownToken = '[UNK]';
  const words = new LRUCache<string, Count>({ max: REMEMBERED_WORDS });

  function countPiece(piece: string): Count {
    const known = words.get(piece);
    if (known) return known;
    const tokens = tokenizer.tokenize(piece);
    const count = { tokens: tokens.length, unknown: tokens.filter((token) => token === unknownToken).length };
    words.set(piece, count);
    return count;
  }

  function countText(text: string): Count {
    const total = { tokens: 0, unknown: 0 };
    for (const piece of text.split(/\s+/u)) {
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
