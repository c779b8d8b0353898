import type { EmbedKind } from '@/lib/embed/types';
import { findCandidates, type Candidate, type SummaryPassage } from './candidates';
import { shareOfChinese } from './content-words';
import { buildPrompt } from './prompt';
import { inReadingOrder, pickSpine, rankCandidates, type RankedCandidate } from './spine';
import { PLAIN, QUERY_FOCUSED } from './spine-weights';
import { straysOf } from './strays';

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
/** Share of the query's topic words that speaks for a sentence whatever the encoder says. */
const ENOUGH_WORDS = 0.5;
/** The same of pairs of Chinese characters, which meet by chance more often than not at all. */
const ENOUGH_PAIRS = 0.3;
/** The same for an entry of a data sheet without most of the words: its title makes it like every question about the sheet. */
const RELEVANT_ENTRY = 0.6;
/** What its heading must have of the query's topic, and its passage of the best one's score, for a sentence to count. */
const HEADED = { words: 0.5, characters: 0.6, standing: 0.9, relevance: 0.25 };

/**
 * Chooses what a summary tells and writes the prompt for it. All sentences and titles are embedded in one call.
 *
 * @throws RecollectError `aborted`, `worker_failed`, `embedding_failed`
 */
export async function planSummary(
  embed: EmbedTexts,
  { query, passages, sentences }: SummarySubject,
  signal?: AbortSignal,
): Promise<SummaryPlan> {
  const { ranked, strays } = await rank(embed, passages, query, signal);
  const picked = query
    ? pickSpine(ranked, sentences, QUERY_FOCUSED, (one) => concernsQuery(one) && !strays.has(one.candidate))
    : pickSpine(ranked, sentences, PLAIN);
  const spine = inReadingOrder(picked);
  return { spine, prompt: buildPrompt(ranked, spine, query) };
}

async function rank(
  embed: EmbedTexts,
  passages: readonly SummaryPassage[],
  query: string,
  signal: AbortSignal | undefined,
): Promise<{ ranked: RankedCandidate[]; strays: ReadonlySet<Candidate> }> {
  const candidates = findCandidates(passages);
  if (candidates.length === 0) return { ranked: [], strays: new Set() };
  const texts = candidates.map(({ text }) => text);
  const titles = query ? [...new Set(passages.flatMap(({ title }) => title ?? []))] : [];
  const [vectors, [asked]] = await Promise.all([
    embed([...texts, ...titles], 'passage', signal),
    query ? embed([query], 'query', signal) : [],
  ]);
  const sentences = vectors.slice(0, texts.length);
  if (!asked) return { ranked: rankCandidates(passages, candidates, sentences, null), strays: new Set() };
  const subject = { text: query, vector: asked };
  const placed = candidates.flatMap((candidate, at) => {
    const vector = sentences[at];
    return vector ? [{ candidate, vector }] : [];
  });
  const places = new Map(
    titles.map((title, at) => [title, vectors[texts.length + at] ?? new Float32Array()]),
  );
  return {
    ranked: rankCandidates(passages, candidates, sentences, subject),
    strays: straysOf(passages, placed, places, subject),
  };
}

/**
 * A question states nothing. For Chinese, which the bundled encoder reads badly, shared characters have the last word.
 * What stands under a heading with the query's words need not say them again.
 */
function concernsQuery({ candidate, features }: RankedCandidate): boolean {
  const { relevance, queryWords, headedWords, standing, question } = features;
  if (question === 1) return false;
  if (queryWords >= ENOUGH_WORDS) return true;
  if (candidate.entry !== undefined) return relevance >= RELEVANT_ENTRY;
  const foremost = standing >= HEADED.standing;
  if (shareOfChinese(candidate.text) > 0.3) {
    if (foremost && headedWords >= HEADED.characters) return true;
    return queryWords >= ENOUGH_PAIRS && relevance >= RELEVANT_WITH_WORD;
  }
  if (foremost && headedWords >= HEADED.words && relevance >= HEADED.relevance) return true;
  return relevance >= (queryWords > 0 ? RELEVANT_WITH_WORD : RELEVANT);
}
