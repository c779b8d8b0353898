import type { Lexicon } from './lexicon';
import type { SearchTerm } from './query';
import { STRENGTH_MODEL } from './strength-model';

/** How likely a hit is to answer: comparable between queries, where scores are not. */
export type Strength = 'strong' | 'likely' | 'weak';

/** What a hit's strength is judged by. */
export interface StrengthEvidence {
  /** Of query and passage; null when the query was not embedded, or the encoder cannot read it. */
  cosine: number | null;
  /** Share of what the query's words say that passage, title and headings have, 0 to 1. */
  coverage: number;
  /** How much the words found say, in sixths of what a word is worth that one passage alone has, 0 to 1. */
  depth: number;
  /** Of the hit in its search, from 1; null when the search does not bring it. */
  rank: number | null;
}

export interface Judged {
  strength: Strength;
  /** Probability that the passage answers, 0 to 1, as people judged on the sets of docs/relevance.md. */
  relevance: number;
  judgedBy: StrengthEvidence;
}

/** Probabilities from which a hit is called strong or likely. */
export const STRONG = 0.4;
export const LIKELY = 0.08;
/** Words found beyond these many rare ones say nothing more. */
const MOST_DEPTH = 6;

/** Probability that a passage answers, by logistic regression; its label by fixed bounds. */
export function judge(evidence: StrengthEvidence): Judged {
  const features = featuresOf(evidence);
  const weights = evidence.cosine === null ? STRENGTH_MODEL.words : STRENGTH_MODEL.meaning;
  const logit = features.reduce((sum, value, at) => sum + value * (weights[at] ?? 0), 0);
  const relevance = 1 / (1 + Math.exp(-logit));
  const strength = relevance >= STRONG ? 'strong' : relevance >= LIKELY ? 'likely' : 'weak';
  return { relevance, strength, judgedBy: evidence };
}

/** Without a cosine there is one feature less. */
export function featuresOf({ cosine, coverage, depth, rank }: StrengthEvidence): number[] {
  const words = [coverage, depth, rank === null ? 0 : 1 / rank];
  return cosine === null ? [1, ...words] : [1, cosine, ...words];
}

/** What the words say that a passage has. */
export type WordEvidence = Pick<StrengthEvidence, 'coverage' | 'depth'>;

/**
 * How much of the query's words is found. Words that only ask count when there are no others. The words are weighed once,
 * for all the passages of an answer.
 *
 * @param asked the query's terms
 * @returns what those of them say that passage, title or headings have
 */
export function weighWords(
  asked: readonly SearchTerm[],
  lexicon: Pick<Lexicon, 'frequency' | 'passages'>,
): (found: ReadonlySet<SearchTerm>) => WordEvidence {
  const weighed = asked.map((term) => ({ term, worth: rarity(term, lexicon) }));
  const all = weighed.reduce((sum, { worth }) => sum + worth, 0);
  const rarest = Math.log(1 + lexicon.passages());
  return (found) => {
    let had = 0;
    for (const { term, worth } of weighed) if (found.has(term)) had += worth;
    return {
      coverage: all > 0 ? had / all : 0,
      depth: rarest > 0 ? Math.min(had / rarest, MOST_DEPTH) / MOST_DEPTH : 0,
    };
  };
}

/** How much it says that a passage has the term: ln(passages / passages with its rarest word), at least a little. */
export function rarity(
  { stems, prefix }: SearchTerm,
  lexicon: Pick<Lexicon, 'frequency' | 'passages'>,
): number {
  const counts = stems.map((stem) => lexicon.frequency(stem, prefix));
  return Math.log(1 + lexicon.passages() / (1 + Math.min(...counts)));
}
