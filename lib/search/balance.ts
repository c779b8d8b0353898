import { cjkShare } from '@/lib/text/cjk';

/** How hybrid search divides its trust. */
export interface Balance {
  semantic: number;
  lexical: number;
}

/** Share of unknown tokens from which a script counts as one the encoder was not taught. */
const UNTAUGHT = 0.1;

/**
 * What share (0 to 1) of a query the encoder cannot read. An English vocabulary has some Chinese characters, but a
 * model that lacks a tenth of them knows none of the words: then all CJK text counts as unread.
 *
 * @param unknownShare share of the query's tokens that are [UNK]
 */
export function unreadShare(query: string, unknownShare: number): number {
  return unknownShare >= UNTAUGHT ? Math.max(unknownShare, cjkShare(query)) : unknownShare;
}

/**
 * Weights of the two lists in hybrid search; they add up to 1. What the encoder cannot read it cannot rank: from half
 * of the query on, only words count.
 *
 * @param base weight of the semantic list for a query that is read well (Config.hybridWeight)
 */
export function balanceOf(base: number, unread: number): Balance {
  const semantic = base * Math.max(0, 1 - 2 * unread);
  return { semantic, lexical: 1 - semantic };
}
