import { setImmediate as nextTurn } from 'node:timers/promises';
import { documentFilterSql } from './filters';
import { deleteDocument } from './ingest-writes';
import { requireSelections } from './require-selections';
import { statement } from './statements';
import type { DocumentFilter, Store } from './types';

/**
 * Ids of the documents that a filter keeps: also of those that are not searchable, unless it asks for a selection, which
 * has searchable passages only.
 *
 * @throws RecollectError `not_found` for a selection that is not kept
 */
export function documentsMatching(store: Store, filter: DocumentFilter): string[] {
  const { db } = store;
  requireSelections(store, filter);
  const { sql, params } = documentFilterSql(filter, 'd');
  return statement<string>(db, `SELECT d.id FROM documents d WHERE ${sql} ORDER BY d.id`)
    .pluck()
    .all(...params) as string[];
}

/**
 * Deletes documents one by one; between two of them others get their turn. What is deleted when it ends early stays
 * deleted.
 *
 * @param signal aborting ends it
 * @returns how many were there
 * @throws AbortError
 */
export async function deleteDocuments(
  store: Store,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<number> {
  let deleted = 0;
  for (const id of ids) {
    signal.throwIfAborted();
    if (deleteDocument(store, id)) deleted += 1;
    await nextTurn();
  }
  return deleted;
}
