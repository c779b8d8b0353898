import type { Lexicon } from './lexicon';
import type { SearchTerm } from './query';

/** A term with its frequency. */
export interface WeighedTerm extends SearchTerm {
  /** Passages that have it; for a phrase, at most. */
  frequency: number;
}

export interface TermBudget {
  /** Words (phrases come on top, when their words are taken). */
  terms: number;
  /** Places in the index that are read for them, about. */
  postings: number;
}

/**
 * The terms worth looking for: rarest first, as many as the budget allows, at least two.
 *
 * Long questions are slow in FTS5 because of their frequent words, whose bm25 weight is next to nothing. Words that
 * only ask are taken when there are no others, words that no passage has never.
 */
export function chooseTerms(
  terms: readonly SearchTerm[],
  lexicon: Pick<Lexicon, 'frequency'>,
  budget: TermBudget,
): WeighedTerm[] {
  const naming = terms.filter(({ stop }) => !stop);
  const words = weighed(naming.length > 0 ? naming : terms, lexicon).filter(
    ({ stems, frequency }) => stems.length === 1 && frequency > 0,
  );
  words.sort((a, b) => a.frequency - b.frequency);
  const chosen: WeighedTerm[] = [];
  let postings = 0;
  for (const word of words) {
    if (chosen.length >= budget.terms) break;
    const cost = word.frequency * timesCounted(word);
    if (chosen.length >= LEAST_TERMS && postings + cost > budget.postings) break;
    postings += cost;
    chosen.push(word);
  }
  const taken = new Set(chosen.map(({ stems }) => stems[0]));
  const phrases = weighed(
    terms.filter(({ stems }) => stems.length > 1 && stems.some((stem) => taken.has(stem))),
    lexicon,
  );
  return [...chosen, ...phrases.filter(({ frequency }) => frequency > 0)];
}

/** A word counts as often as the query has it, up to a limit: long questions come back to what they are about. */
export function timesCounted({ count }: SearchTerm): number {
  return Math.min(count, MOST_COUNTED);
}

const LEAST_TERMS = 2;
const MOST_COUNTED = 6;

function weighed(terms: readonly SearchTerm[], lexicon: Pick<Lexicon, 'frequency'>): WeighedTerm[] {
  return terms.map((term) => {
    const last = term.stems.length - 1;
    const counts = term.stems.map((stem, index) => lexicon.frequency(stem, term.prefix && index === last));
    return { ...term, frequency: Math.min(...counts) };
  });
}
