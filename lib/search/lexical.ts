import { searchFullText, type FieldWeights } from '@/lib/store/full-text';
import type { DocumentFilter, PassageKey, Store } from '@/lib/store/types';
import { chooseTerms, partTerms, timesCounted, type TermBudget, type WeighedTerm } from './choose-terms';
import type { RankedPassage } from './fuse';
import type { Lexicon } from './lexicon';
import { matchExpression } from './match-expression';
import type { SearchQuery } from './query';

/** A match in the title says more of a passage than one in its text; measured on the development sets. */
const FIELD_WEIGHTS: FieldWeights = { title: 2, heading: 1.5, body: 1 };
/** bm25 reads all places of a word it adds up. No query of the development sets needs as many; in large corpora this bounds the time. */
const BUDGET: TermBudget = { terms: 24, postings: 12_000 };
/** Passages that are found and weighed, about; FTS5 weighs one in a microsecond. More rank no better on the development sets. */
const WEIGHED_PASSAGES = 2_000;

export interface LexicalList {
  /** Best first; score = bm25 with its sign turned, above 0. */
  passages: RankedPassage[];
  keys: readonly PassageKey[];
}

export const NOTHING_FOUND: LexicalList = { passages: [], keys: [] };

/**
 * The passages that have most of the rare words of the query, by FTS5's bm25.
 *
 * @param depth passages at most
 */
export function lexicalSearch(
  store: Store,
  lexicon: Lexicon,
  query: SearchQuery,
  { filter, depth }: { filter: DocumentFilter; depth: number },
): LexicalList {
  const terms = chooseTerms(query.terms, lexicon, BUDGET);
  const onlyAsking = terms.length > 0 && terms.every(({ stop }) => stop);
  const mixed = terms.some(({ stop }) => stop) && !onlyAsking;
  const weightOf = ({ stop }: WeighedTerm) => (mixed && !stop ? NAMING_WEIGHT : 1);
  const look = (anyOf: readonly WeighedTerm[], allOf: readonly WeighedTerm[]): LexicalList => {
    const { leading, counted } = partTerms(anyOf, WEIGHED_PASSAGES);
    // Where some words only count, matchExpression names those twice that passages are found by.
    const named = leading.length > 0 && counted.length > 0 ? 2 : 1;
    // Every naming of a word costs time, so weights that all of them can be divided by are.
    const divisor = mixed && leading.every(({ stop }) => !stop) ? NAMING_WEIGHT : 1;
    // bm25 adds up what it is asked for, so a word asked twice counts twice.
    const repeated = (term: WeighedTerm, times: number) =>
      new Array<WeighedTerm>((timesCounted(term) * weightOf(term) * times) / divisor).fill(term);
    const match = matchExpression({
      anyOf: leading.flatMap((term) => repeated(term, 1)),
      counted: counted.flatMap((term) => repeated(term, named)),
      allOf: [...allOf, ...query.phrases],
      noneOf: query.excluded,
    });
    if (match === null) return NOTHING_FOUND;
    const unit = (named * (mixed ? NAMING_WEIGHT : 1)) / divisor;
    const found = searchFullText(store, { match, filter, limit: depth, weights: FIELD_WEIGHTS });
    return { passages: found.map(({ id, score }) => ({ id, score: score / unit })), keys: found };
  };
  // Any passage has one of "to be or not to be"; only those with all of them are meant.
  const together = onlyAsking && terms.length > 1 ? look([], terms) : NOTHING_FOUND;
  return together.passages.length > 0 ? together : look(terms, []);
}

/** A word that names something counts as much as this many that only ask. */
const NAMING_WEIGHT = 2;
