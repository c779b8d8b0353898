import { matchingPassages } from '@/lib/store/match-passages';
import type { Store } from '@/lib/store/types';
import type { RankedPassage } from './fuse';
import { matchExpression } from './match-expression';
import type { SearchQuery } from './query';

/** Whether a query has operators that hold for passages whatever list they come from. */
export function isRestricted({ phrases, excluded }: SearchQuery): boolean {
  return phrases.length > 0 || excluded.length > 0;
}

/**
 * The passages that have every quoted phrase and no excluded word, in their order. The encoder knows nothing of
 * operators, so its list is held against the text index.
 */
export function restrict(
  store: Store,
  { phrases, excluded }: SearchQuery,
  passages: readonly RankedPassage[],
): RankedPassage[] {
  const ids = passages.map(({ id }) => id);
  const required = matchExpression({ anyOf: [], allOf: phrases, noneOf: [] });
  const unwanted = matchExpression({ anyOf: excluded, allOf: [], noneOf: [] });
  const having = required === null ? null : matchingPassages(store, required, ids);
  const without = unwanted === null ? null : matchingPassages(store, unwanted, ids);
  return passages.filter(({ id }) => (having?.has(id) ?? true) && !without?.has(id));
}
