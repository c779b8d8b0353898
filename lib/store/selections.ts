import { createHash } from 'node:crypto';
import { inTransaction, statement } from './statements';
import { timestamp } from './timestamp';
import type { Store } from './types';

/** Selections kept; what was used longest ago, stored or asked for, goes first. */
const KEPT = 200;

export interface Selection {
  /** 12 hexadecimal digits; the same for the same passages under the same name. */
  id: string;
  name: string | null;
  /** Passages that can be searched in now. */
  passages: number;
}

/**
 * Stores what was chosen, for the filter `selection:ID`. It is kept by vector: a passage that is read again with the same
 * words stays chosen, and so are others of the very same words. What is kept under an id never changes, so that nothing
 * remembered of a filter has to be made again.
 *
 * @param vectorIds at least one
 */
export function storeSelection(
  store: Store,
  vectorIds: readonly number[],
  name: string | null,
  now = new Date(),
): Selection {
  const { db } = store;
  const sorted = [...new Set(vectorIds)].sort((a, b) => a - b);
  const vectors = JSON.stringify(sorted);
  const id = createHash('sha256')
    .update(JSON.stringify([name, sorted]))
    .digest('hex')
    .slice(0, 12);
  inTransaction(db, () => {
    const known = statement(db, 'UPDATE selections SET used_at = ? WHERE id = ?').run(timestamp(now), id);
    if (known.changes > 0) return;
    const sql = 'INSERT INTO selections (id, name, vectors, used_at) VALUES (?, ?, ?, ?)';
    statement(db, sql).run(id, name, vectors, timestamp(now));
    const trim = `DELETE FROM selections WHERE id NOT IN
      (SELECT id FROM selections ORDER BY used_at DESC, id LIMIT ${KEPT})`;
    statement(db, trim).run();
  });
  return { id, name, passages: passagesOf(store, id) };
}

/** @returns null when there is none with this id, or no longer */
export function findSelection(store: Store, id: string): Selection | null {
  const row = statement<{ id: string; name: string | null }>(
    store.db,
    'SELECT id, name FROM selections WHERE id = ?',
  ).get(id);
  return row ? { ...row, passages: passagesOf(store, id) } : null;
}

/** Writes that selections were used. */
export function noteSelectionUse({ db }: Store, ids: readonly string[], now: Date): void {
  const sql = 'UPDATE selections SET used_at = ? WHERE id IN (SELECT value FROM json_each(?))';
  statement(db, sql).run(timestamp(now), JSON.stringify(ids));
}

/** Which passages are in one of the selections whose ids are the JSON array bound to it. */
export const IN_SELECTIONS = `IN (SELECT e.value FROM selections s, json_each(s.vectors) e
  WHERE s.id IN (SELECT value FROM json_each(?)))`;

function passagesOf({ db }: Store, id: string): number {
  const sql = `SELECT count(*) AS n FROM passages p WHERE p.live = 1 AND p.vector_id ${IN_SELECTIONS}`;
  return statement<{ n: number }>(db, sql).get(JSON.stringify([id]))?.n ?? 0;
}

/** Vectors of the searchable ones among these passages. */
export function vectorsOfPassages({ db }: Store, passageIds: readonly number[]): number[] {
  const sql = `SELECT DISTINCT vector_id FROM passages
    WHERE live = 1 AND id IN (SELECT value FROM json_each(?))`;
  return statement<number>(db, sql).pluck().all(JSON.stringify(passageIds)) as number[];
}
