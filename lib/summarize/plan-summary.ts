import type { EmbedKind } from '@/lib/embed/types';
import { findCandidates, type SummaryPassage } from './candidates';
import { shareOfChinese } from './content-words';
import { buildPrompt } from './prompt';
import { inReadingOrder, pickSpine, rankCandidates, type RankedCandidate } from './spine';
import { PLAIN, QUERY_FOCUSED } from './spine-weights';

/** Gives texts their places, L2-normalised, in order. */
export type EmbedTexts = (
  texts: readonly string[],
  kind: EmbedKind,
  signal?: AbortSignal,
) => Promise<Float32Array[]>;

export interface SummarySubject {
  /** What was asked; empty = a summary of the passages for themselves. */
  query: string;
  /** Best first. */
  passages: readonly SummaryPassage[];
  /** Sentences wanted, 1 to 5. */
  sentences: number;
}

export interface SummaryPlan {
  /** The sentences to retell, in the order in which they are told; empty when none concerns the query. */
  spine: RankedCandidate[];
  /** What GPT-2 reads first; ends with the cue after which a summary begins. */
  prompt: string;
}

/** Cosine with the query from which on a sentence concerns it, with and without a topic word in common. */
const RELEVANT_WITH_WORD = 0.28;
const RELEVANT = 0.35;
/** The same for a sentence under a heading that has half of the query's topic words, in a passage found among the first. */
const RELEVANT_WITH_HEADING = 0.25;
const FOREMOST = 0.9;
/** Share of the query's topic words that speaks for a sentence whatever the encoder says. */
const ENOUGH_WORDS = 0.5;

/**
 * Chooses what a summary tells and writes the prompt for it. All sentences are embedded in one call.
 *
 * @throws RecollectError `aborted`, `worker_failed`, `embedding_failed`
 */
export async function planSummary(
  embed: EmbedTexts,
  { query, passages, sentences }: SummarySubject,
  signal?: AbortSignal,
): Promise<SummaryPlan> {
  const ranked = await rank(embed, passages, query, signal);
  const picked = query
    ? pickSpine(ranked, sentences, QUERY_FOCUSED, concernsQuery)
    : pickSpine(ranked, sentences, PLAIN);
  const spine = inReadingOrder(picked);
  return { spine, prompt: buildPrompt(ranked, spine, query) };
}

async function rank(
  embed: EmbedTexts,
  passages: readonly SummaryPassage[],
  query: string,
  signal: AbortSignal | undefined,
): Promise<RankedCandidate[]> {
  const candidates = findCandidates(passages);
  if (candidates.length === 0) return [];
  const texts = candidates.map(({ text }) => text);
  const [vectors, [asked]] = await Promise.all([
    embed(texts, 'passage', signal),
    query ? embed([query], 'query', signal) : [],
  ]);
  return rankCandidates(passages, candidates, vectors, asked ? { text: query, vector: asked } : null);
}

/**
 * A question states nothing. For Chinese, which the bundled encoder reads badly, shared characters have the last word.
 * What stands under a heading with the query's words need not say them again.
 */
function concernsQuery({ candidate, features }: RankedCandidate): boolean {
  const { relevance, queryWords, headedWords, standing, question } = features;
  if (question === 1) return false;
  if (queryWords >= ENOUGH_WORDS) return true;
  const chinese = shareOfChinese(candidate.text) > 0.3;
  if (headedWords >= ENOUGH_WORDS && standing >= FOREMOST && (chinese || relevance >= RELEVANT_WITH_HEADING))
    return true;
  if (chinese) return queryWords > 0 && relevance >= RELEVANT_WITH_WORD;
  return relevance >= (queryWords > 0 ? RELEVANT_WITH_WORD : RELEVANT);
}
