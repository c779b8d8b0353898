import type { Database } from 'better-sqlite3';
import { LRUCache } from 'lru-cache';
import { filterSql } from './filters';
import { statement } from './statements';
import type { DocumentFilter, Store } from './types';

/** Filters whose passages are remembered; a byte for every passage there ever was. */
const KEPT = 8;

interface Remembered {
  /** State of the database that the sets are of. */
  state: string;
  sets: LRUCache<string, Uint8Array>;
}

const remembered = new WeakMap<Database, Remembered>();

/**
 * Whether a passage is searchable and kept by a filter. Worked out for all passages from an index alone, and
 * remembered until something is committed: looking up one by one the passages that a search brings is slower by far,
 * above all when most of them are not kept.
 */
export function allowedPassages({ db }: Store, filter: DocumentFilter): (id: number) => boolean {
  const state = stateOf(db);
  let memory = remembered.get(db);
  if (memory?.state !== state) {
    memory = { state, sets: new LRUCache({ max: KEPT }) };
    remembered.set(db, memory);
  }
  const { sql, params } = filterSql(filter, 'd');
  const key = JSON.stringify([sql, params]);
  let set = memory.sets.get(key);
  if (!set) {
    set = new Uint8Array((statement<{ most: number | null }>(db, MOST_ID).get()?.most ?? 0) + 1);
    const ids = statement<{ id: number }>(
      db,
      `SELECT p.id FROM documents d JOIN passages p ON p.document_id = d.id AND p.live = 1 WHERE ${sql}`,
    );
    for (const { id } of ids.all(...params)) set[id] = 1;
    memory.sets.set(key, set);
  }
  const kept = set;
  return (id) => kept[id] === 1;
}

const MOST_ID = 'SELECT max(id) AS most FROM passages';

/** Changes with every commit: of other connections (`data_version`), and of this one. */
function stateOf(db: Database): string {
  const { version } = statement<{ version: number }>(
    db,
    'SELECT data_version AS version FROM pragma_data_version',
  ).get() ?? { version: 0 };
  const { own } = statement<{ own: number }>(db, 'SELECT total_changes() AS own').get() ?? { own: 0 };
  return `${version}/${own}`;
}
