import { RecollectError } from '@/lib/errors';
import { leavesOf } from './filter-expression';
import { noteIfPossible } from './patience';
import { noteSelectionUse } from './selections';
import { statement } from './statements';
import { timestamp } from './timestamp';
import type { DocumentFilter, Store } from './types';

/** Milliseconds for which the last use of a selection is not written again. */
const USE_NOTED = 60_000;

/**
 * Makes sure of the selections that a filter names, and notes that they are in use. One that is not kept any longer would
 * hold for nothing, and its negation for everything: neither is what was asked.
 *
 * @throws RecollectError `not_found`
 */
export function requireSelections(store: Store, { where }: DocumentFilter, now = new Date()): void {
  if (!where) return;
  const named = leavesOf(where).flatMap((leaf) => (leaf.field === 'selection' ? leaf.values : []));
  const ids = [...new Set(named)];
  if (ids.length === 0) return;
  const sql = 'SELECT id, used_at AS usedAt FROM selections WHERE id IN (SELECT value FROM json_each(?))';
  const rows = statement<{ id: string; usedAt: string }>(store.db, sql).all(JSON.stringify(ids));
  const known = new Map(rows.map(({ id, usedAt }) => [id, usedAt]));
  const missing = ids.find((id) => !known.has(id));
  if (missing !== undefined) throw noSuchSelection(missing);
  const before = timestamp(new Date(now.getTime() - USE_NOTED));
  const old = ids.filter((id) => (known.get(id) ?? '') <= before);
  if (old.length > 0) noteIfPossible(store, () => noteSelectionUse(store, old, now));
}

export function noSuchSelection(id: string): RecollectError {
  return new RecollectError('not_found', {
    what: `The selection ${id.slice(0, 40)}`,
    hint: 'The 200 used last are kept; choose the passages on the map again.',
  });
}
