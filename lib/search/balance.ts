import { cjkShare } from '@/lib/text/cjk';
import type { RankedPassage } from './fuse';

/** How hybrid search divides its trust; the two add up to 1. */
export interface Balance {
  semantic: number;
  lexical: number;
}

export interface BalanceEvidence {
  /** Best first; scores are cosines. */
  semantic: readonly RankedPassage[];
  /** Best first; scores are bm25, more is better. */
  lexical: readonly RankedPassage[];
  /** Passages that bm25 was worked out over, 1 or more. */
  passages: number;
  /** What share of the query the encoder cannot read, 0 to 1; see unreadShare. */
  unread: number;
}

/** Share of unknown tokens from which a script counts as one the encoder was not taught. */
const UNTAUGHT = 0.1;
/** A list stands out by what its first passage has over the one at this rank. */
const MARGIN_RANK = 20;
/** The semantic margin of an ordinary query: cosine. */
const ORDINARY_SEMANTIC_MARGIN = 0.18;
/** The lexical one: bm25 in units of what a word is worth that one passage alone has. */
const ORDINARY_LEXICAL_MARGIN = 1.5;

/**
 * What share (0 to 1) of a query the encoder cannot read. An English vocabulary has some Chinese characters, but a
 * model that lacks a tenth of them knows none of the words: then all CJK text counts as unread.
 *
 * @param unknownShare share of the query's tokens that are [UNK]
 */
export function unreadShare(query: string, unknownShare: number): number {
  return unknownShare >= UNTAUGHT ? Math.max(unknownShare, cjkShare(query)) : unknownShare;
}

/** How far the encoder can be trusted with a query, 0 to 1: not at all when it cannot read half of it. */
export function readableShare(unread: number): number {
  return Math.max(0, 1 - 2 * unread);
}

/**
 * Weights of the two lists for one query. A list is trusted by how far its first passages stand out from those behind:
 * a rare name makes a few passages tower over the rest of the lexical list, and a question in other words than the
 * text's leaves it flat. Measured against fixed weights in docs/relevance.md.
 *
 * @param base weight of the semantic list when both stand out as they ordinarily do (Config.hybridWeight)
 */
export function balanceOf(base: number, { semantic, lexical, passages, unread }: BalanceEvidence): Balance {
  const readable = readableShare(unread);
  const rareWord = Math.log(1 + passages);
  const near = (base * readable * marginOf(semantic, lastScore(semantic))) / ORDINARY_SEMANTIC_MARGIN;
  const said = ((1 - base) * marginOf(lexical, 0)) / (rareWord * ORDINARY_LEXICAL_MARGIN);
  const share = near + said > 0 ? near / (near + said) : base * readable;
  return { semantic: share, lexical: 1 - share };
}

/** @param beyond the score of a passage that the list does not have */
function marginOf(passages: readonly RankedPassage[], beyond: number): number {
  return (passages[0]?.score ?? beyond) - (passages[MARGIN_RANK - 1]?.score ?? beyond);
}

function lastScore(passages: readonly RankedPassage[]): number {
  return passages.at(-1)?.score ?? 0;
}
