import { RecollectError } from '@/lib/errors';
import { modelKey, type ModelIdentity } from '@/lib/models/identity';
import { writeSetting } from './settings';
import { inTransaction, statement } from './statements';
import { timestamp } from './timestamp';
import type { Store } from './types';
import { noteChange } from './vectors';

/** Identity of the model that the searched vectors were made with, or null before the first ingest. */
export function activeModel({ db }: Store): ModelIdentity | null {
  const sql = `SELECT m.identity FROM settings s JOIN models m ON m.key = s.value WHERE s.key = 'active_model'`;
  const row = statement<{ identity: string }>(db, sql).get();
  return row ? (JSON.parse(row.identity) as ModelIdentity) : null;
}

/**
 * Declares with which model vectors are made from now on.
 *
 * A database with vectors of another model refuses, unless `replace` says that every document is going to be embedded
 * again: until that is done, search by meaning covers what has been embedded so far, and search by words everything.
 *
 * @throws RecollectError `model_mismatch`
 */
export function registerModel(
  store: Store,
  identity: ModelIdentity,
  { replace = false }: { replace?: boolean } = {},
): void {
  const { db } = store;
  const key = modelKey(identity);
  inTransaction(db, () => {
    const active = activeModel(store);
    if (active && modelKey(active) === key) return;
    if (!replace) requireModel(store, identity);
    const known = `INSERT INTO models (key, identity, dimension, created_at) VALUES (?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET identity = excluded.identity`;
    statement(db, known).run(key, JSON.stringify(identity), identity.dimension, timestamp());
    writeSetting(store, 'active_model', key);
    noteChange(store);
  });
}

/**
 * Makes sure that queries embedded by this model may be compared with the stored vectors.
 *
 * @throws RecollectError `model_mismatch`
 */
export function requireModel(store: Store, identity: ModelIdentity): void {
  const active = activeModel(store);
  if (!active || modelKey(active) === modelKey(identity) || !hasVectors(store, modelKey(active))) return;
  const describe = ({ id, dimension }: ModelIdentity) => `${id} (${dimension} dimensions)`;
  throw new RecollectError('model_mismatch', { stored: describe(active), configured: describe(identity) });
}

function hasVectors({ db }: Store, key: string): boolean {
  return statement(db, 'SELECT 1 FROM vectors WHERE model_key = ? LIMIT 1').get(key) !== undefined;
}
