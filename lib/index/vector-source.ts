import type { ModelIdentity } from '@/lib/models/identity';
import { modelKey } from '@/lib/models/identity';
import { activeModel, changedVectors, lastChange, liveVectors } from '@/lib/store';
import type { Store } from '@/lib/store';
import { sameVector } from './check-vector';
import { PlannedIndex } from './planned-index';

/** An index with the state of the database that it shows. */
export interface SyncedIndex {
  index: PlannedIndex;
  /** The model whose vectors it holds; null in a database that has none. */
  model: ModelIdentity | null;
  /** The last change it knows of. */
  seq: number;
}

/** Reads all live vectors of the active model, as of one moment; others may go on writing. */
export function readIndex(store: Store, limit: number): SyncedIndex {
  return store.db.transaction((): SyncedIndex => {
    const seq = lastChange(store);
    const model = activeModel(store);
    const index = new PlannedIndex(model?.dimension ?? 1, limit);
    if (model) for (const { id, data } of liveVectors(store)) index.add(id, data);
    return { index, model, seq };
  })();
}

/**
 * Brings an index up to the last committed change: one cheap read when there is none, otherwise only what changed.
 *
 * @returns the same index, or another one when the log does not reach back far enough or the model was replaced
 */
export function catchUp(store: Store, synced: SyncedIndex): SyncedIndex {
  if (lastChange(store) === synced.seq) return synced;
  // The model and the changes have to be of one moment.
  return store.db.transaction((): SyncedIndex => {
    const { index } = synced;
    const model = activeModel(store);
    if (keyOf(model) !== keyOf(synced.model)) return readIndex(store, index.limit);
    const changes = changedVectors(store, synced.seq);
    if (changes === 'gap') return readIndex(store, index.limit);
    for (const label of changes.dead) index.remove(label);
    for (const { id, data } of changes.live) {
      // Most are there already: a document's new version has the passages of the old one that did not change.
      const present = index.get(id);
      if (!present || !sameVector(present, data)) index.add(id, data);
    }
    return { index, model, seq: changes.seq };
  })();
}

export function keyOf(model: ModelIdentity | null): string | null {
  return model ? modelKey(model) : null;
}
