import { searchFullText, type FieldWeights } from '@/lib/store/full-text';
import type { DocumentFilter, Store } from '@/lib/store/types';
import { chooseTerms, timesCounted, type TermBudget, type WeighedTerm } from './choose-terms';
import type { RankedPassage } from './fuse';
import type { Lexicon } from './lexicon';
import { matchExpression } from './match-expression';
import type { SearchQuery } from './query';

/** A match in the title says more of a passage than one in its text; measured on the development sets. */
const FIELD_WEIGHTS: FieldWeights = { title: 2, heading: 1.5, body: 1 };
const BUDGET: TermBudget = { terms: 24, postings: 40_000 };

export interface LexicalList {
  /** Best first; score = bm25 with its sign turned, above 0. */
  passages: RankedPassage[];
  /** What was looked for. */
  terms: WeighedTerm[];
}

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
  const onlyAsking = terms.length > 1 && terms.every(({ stop }) => stop);
  const look = (anyOf: readonly WeighedTerm[], allOf: readonly WeighedTerm[]): RankedPassage[] => {
    const match = matchExpression({
      // bm25 adds up what it is asked for, so a word asked twice counts twice.
      anyOf: anyOf.flatMap((term) => new Array<WeighedTerm>(timesCounted(term)).fill(term)),
      allOf: [...allOf, ...query.phrases],
      noneOf: query.excluded,
    });
    if (match === null) return [];
    const found = searchFullText(store, { match, filter, limit: depth, weights: FIELD_WEIGHTS });
    return found.map(({ passageId, score }) => ({ id: passageId, score }));
  };
  // Any passage has one of "to be or not to be"; only those with all of them are meant.
  const together = onlyAsking ? look([], terms) : [];
  return { passages: together.length > 0 ? together : look(terms, []), terms };
}
