import { processWide } from '@/lib/process-wide';
import { statement } from './statements';
import type { PassageKey, Store } from './types';
import { lastChange } from './vectors';

/** Keys remembered of a database, about; then all are forgotten. A key takes two hundred bytes. */
const REMEMBERED = 200_000;
/** Found by id alone, SQLite would read whole passages: it holds the table to be as near as the index. */
const BY_ID = 'passages INDEXED BY passages_id_live_vector_id_document_id_idx';
const BY_VECTOR = 'passages INDEXED BY passages_vector_id_live_document_id_idx';

interface Memory {
  /** The last change when it was begun. */
  change: number;
  /** Null for a passage that is not searchable. */
  byId: Map<number, PassageKey | null>;
  /** The searchable passages of a vector. */
  byVector: Map<number, PassageKey[]>;
}

/** Pages and routes are two bundles over one database. */
const memories = processWide('passage-keys', () => new WeakMap<Store['db'], Memory>());

/**
 * The keys of passages, those that exist, by id; null for one that is not searchable. A search asks for hundreds, and
 * corpora repeat what is asked for, so keys are remembered until something is committed.
 *
 * Not to be called in a transaction that writes: what is rolled back would stay remembered.
 */
export function keysById(store: Store, ids: readonly number[]): ReadonlyMap<number, PassageKey | null> {
  const { byId } = current(store);
  const missing = ids.filter((id) => !byId.has(id));
  if (missing.length === 0) return byId;
  const sql = `SELECT id, vector_id, document_id, live FROM ${BY_ID} WHERE id IN (SELECT value FROM json_each(?))`;
  const rows = statement(store.db, sql).raw().all(JSON.stringify(missing));
  for (const [id, vectorId, documentId, live] of rows as [number, number, string, number][])
    byId.set(id, live === 1 ? { id, vectorId, documentId } : null);
  return byId;
}

/** As keysById, the keys of the searchable passages that have one of these vectors; in no order. */
export function keysByVector(store: Store, vectorIds: readonly number[]): PassageKey[] {
  const { byId, byVector } = current(store);
  const missing = vectorIds.filter((id) => !byVector.has(id));
  if (missing.length > 0) {
    const sql = `SELECT id, vector_id, document_id FROM ${BY_VECTOR}
      WHERE vector_id IN (SELECT value FROM json_each(?)) AND live = 1`;
    const rows = statement(store.db, sql).raw().all(JSON.stringify(missing));
    // Not before: were the reading to fail, they would be held to have none.
    for (const id of missing) byVector.set(id, []);
    for (const [id, vectorId, documentId] of rows as [number, number, string][]) {
      const key = byId.get(id) ?? { id, vectorId, documentId };
      byId.set(id, key);
      byVector.get(vectorId)?.push(key);
    }
  }
  return vectorIds.flatMap((id) => byVector.get(id) ?? []);
}

function current(store: Store): Memory {
  const change = lastChange(store);
  const memory = memories.get(store.db);
  if (memory?.change === change && memory.byId.size < REMEMBERED) return memory;
  const empty: Memory = { change, byId: new Map(), byVector: new Map() };
  memories.set(store.db, empty);
  return empty;
}
