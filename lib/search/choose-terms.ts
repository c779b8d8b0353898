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
 * Parts terms into those that passages are found by, the rarest words, and those that only add to the score of what
 * they found: a passage with none but the frequent words of a question is no answer, and there are thousands of them.
 *
 * @param terms as chooseTerms gives them
 * @param passages found at most, about; two words lead however frequent they are
 */
export function partTerms(
  terms: readonly WeighedTerm[],
  passages: number,
): { leading: WeighedTerm[]; counted: WeighedTerm[] } {
  let found = 0;
  const leading: WeighedTerm[] = [];
  const counted: WeighedTerm[] = [];
  for (const term of terms) {
    const leads =
      term.stems.length === 1 && (leading.length < LEAST_TERMS || found + term.frequency <= passages);
    (leads ? leading : counted).push(term);
    if (leads) found += term.frequency;
  }
  return { leading, counted };
}

/**
 * The terms worth looking for: rarest first, as many as the budget allows, at least two.
 *
 * Long questions are slow in FTS5 because of their frequent words, whose bm25 weight is next to nothing. Words that only
 * ask come last and only when they are not everywhere in this corpus, or when there are no others; words that no passage
 * has never.
 */
export function chooseTerms(
  terms: readonly SearchTerm[],
  lexicon: Pick<Lexicon, 'frequency' | 'passages'>,
  budget: TermBudget,
): WeighedTerm[] {
  const words = weighed(terms, lexicon).filter(({ stems, frequency }) => stems.length === 1 && frequency > 0);
  words.sort((a, b) => a.frequency - b.frequency);
  const naming = words.filter(({ stop }) => !stop);
  const rareEnough = RARE_SHARE * lexicon.passages();
  const asking = words.filter(({ stop, frequency }) => stop && frequency < rareEnough);
  const chosen = affordable(naming.length > 0 ? [...naming, ...asking] : words, budget);
  const taken = new Set(chosen.map(({ stems }) => stems[0]));
  const phrases = weighed(
    terms.filter(({ stems }) => stems.length > 1 && stems.some((stem) => taken.has(stem))),
    lexicon,
  );
  return [...chosen, ...phrases.filter(({ frequency }) => frequency > 0)];
}

function affordable(words: readonly WeighedTerm[], budget: TermBudget): WeighedTerm[] {
  const chosen: WeighedTerm[] = [];
  let postings = 0;
  for (const word of words) {
    if (chosen.length >= budget.terms) break;
    const cost = word.frequency * timesCounted(word);
    if (chosen.length >= LEAST_TERMS && postings + cost > budget.postings) break;
    postings += cost;
    chosen.push(word);
  }
  return chosen;
}

/** Share of all passages below which a word that only asks says something. */
const RARE_SHARE = 0.1;
const LEAST_TERMS = 2;

/** A word counts as often as the query has it, up to a limit: long questions come back to what they are about. */
export function timesCounted({ count }: SearchTerm): number {
  return Math.min(count, MOST_COUNTED);
}

const MOST_COUNTED = 6;

function weighed(terms: readonly SearchTerm[], lexicon: Pick<Lexicon, 'frequency'>): WeighedTerm[] {
  return terms.map((term) => {
    const last = term.stems.length - 1;
    const counts = term.stems.map((stem, index) => lexicon.frequency(stem, term.prefix && index === last));
    return { ...term, frequency: Math.min(...counts) };
  });
}
