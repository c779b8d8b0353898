import { readSetting, writeSetting } from './settings';
import { inTransaction, statement } from './statements';
import type { Store } from './types';

/** Changes kept in the log; an index that has missed more is rebuilt, which takes about a second. */
const KEPT_CHANGES = 100_000;
/** Key in `settings`: the highest seq that is no longer in the log. */
const FLOOR_KEY = 'changes_floor';

const ACTIVE_MODEL = "(SELECT value FROM settings WHERE key = 'active_model')";
const LIVE = 'EXISTS (SELECT 1 FROM passages p WHERE p.vector_id = v.id AND p.live = 1)';

/** A stored vector: id = label in the index, data L2-normalised with the active model's dimension. */
export interface StoredVector {
  id: number;
  data: Float32Array;
}

/** What became live or dead after some change. */
export interface VectorChanges {
  /** The last change that is included. */
  seq: number;
  live: StoredVector[];
  dead: number[];
}

/** Bytes of a vector as stored: Float32 little-endian, which is the byte order of every platform Node runs on but one (s390x). */
export function encodeVector(vector: Float32Array): Buffer {
  return Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength);
}

/** @returns a copy that owns its memory; its length is bytes / 4 */
export function decodeVector(bytes: Uint8Array): Float32Array {
  const vector = new Float32Array(bytes.byteLength >> 2);
  new Uint8Array(vector.buffer).set(bytes.subarray(0, vector.byteLength));
  return vector;
}

/** Number of the last committed change; 0 in a new database. It moves with whatever a search could notice. */
export function lastChange({ db }: Store): number {
  const sql = "SELECT seq FROM sqlite_sequence WHERE name = 'vector_changes'";
  return statement<{ seq: number }>(db, sql).get()?.seq ?? 0;
}

/** Vectors of the active model that some searchable passage has. */
export function countLive({ db }: Store): number {
  const sql = `SELECT count(DISTINCT p.vector_id) AS n FROM passages p JOIN vectors v ON v.id = p.vector_id
    WHERE p.live = 1 AND v.model_key = ${ACTIVE_MODEL}`;
  return statement<{ n: number }>(db, sql).get()?.n ?? 0;
}

/**
 * The live vectors of the active model in ascending id. Read in pages, so that no transaction stays open and writes may
 * go on: what changes meanwhile is in the change log after a `lastChange` taken before.
 */
export function* liveVectors(store: Store, pageSize = 1_000): Generator<StoredVector> {
  const sql = `SELECT v.id, v.data FROM vectors v
    WHERE v.id > ? AND v.model_key = ${ACTIVE_MODEL} AND ${LIVE} ORDER BY v.id LIMIT ?`;
  const page = statement<{ id: number; data: Buffer }>(store.db, sql);
  for (let after = 0; ;) {
    const rows = page.all(after, pageSize);
    for (const { id, data } of rows) yield { id, data: decodeVector(data) };
    const last = rows.at(-1);
    if (!last || rows.length < pageSize) return;
    after = last.id;
  }
}

/** Id and input hash of every live vector of the active model, without the vectors: what a snapshot is held against. */
export function liveVectorKeys(store: Store): Map<number, string> {
  const sql = `SELECT v.id, v.input_sha AS sha FROM vectors v WHERE v.model_key = ${ACTIVE_MODEL} AND ${LIVE}`;
  const rows = statement<{ id: number; sha: string }>(store.db, sql).all();
  return new Map(rows.map(({ id, sha }) => [id, sha]));
}

/** The vectors with these ids, those that exist. */
export function vectorsById({ db }: Store, ids: readonly number[]): Map<number, Float32Array> {
  const sql = 'SELECT id, data FROM vectors WHERE id IN (SELECT value FROM json_each(?))';
  const rows = statement<{ id: number; data: Buffer }>(db, sql).all(JSON.stringify(ids));
  return new Map(rows.map(({ id, data }) => [id, decodeVector(data)]));
}

/** Labels (ids) of the live vectors that belong to a document which the condition keeps. */
export function liveVectorIds(
  { db }: Store,
  condition: { sql: string; params: (string | number)[] },
): number[] {
  const sql = `SELECT DISTINCT p.vector_id FROM documents d JOIN passages p ON p.document_id = d.id AND p.live = 1
    WHERE ${condition.sql}`;
  const rows = statement(db, sql)
    .pluck()
    .all(...condition.params);
  return rows as number[];
}

/**
 * What changed after `sinceSeq`, in one consistent read.
 *
 * @returns `gap` when the log does not reach back to it, or the database is older than it (a restored copy): the
 *   index has to be rebuilt
 */
export function changedVectors(store: Store, sinceSeq: number): VectorChanges | 'gap' {
  const { db } = store;
  return db.transaction((): VectorChanges | 'gap' => {
    const seq = lastChange(store);
    if (sinceSeq > seq || sinceSeq < changesFloor(store)) return 'gap';
    const sql = `SELECT DISTINCT c.vector_id AS id, v.data FROM vector_changes c
      LEFT JOIN vectors v ON v.id = c.vector_id
        AND v.model_key = ${ACTIVE_MODEL} AND ${LIVE}
      WHERE c.seq > ? AND c.vector_id > 0 ORDER BY c.vector_id`;
    const changes: VectorChanges = { seq, live: [], dead: [] };
    for (const { id, data } of statement<{ id: number; data: Buffer | null }>(db, sql).iterate(sinceSeq)) {
      if (data) changes.live.push({ id, data: decodeVector(data) });
      else changes.dead.push(id);
    }
    return changes;
  })();
}

/** Notes a change that is not of a vector (metadata), so that what was derived from documents is made again. */
export function noteChange({ db }: Store): void {
  statement(db, 'INSERT INTO vector_changes (vector_id) VALUES (0)').run();
}

/** Cuts the change log once it is twice as long as needed, so that cutting is rare. */
export function trimChanges(store: Store, keep = KEPT_CHANGES): void {
  const last = lastChange(store);
  if (last - changesFloor(store) <= 2 * keep) return;
  inTransaction(store.db, () => {
    const floor = last - keep;
    statement(store.db, 'DELETE FROM vector_changes WHERE seq <= ?').run(floor);
    writeSetting(store, FLOOR_KEY, String(floor));
  });
}

function changesFloor(store: Store): number {
  return Number(readSetting(store, FLOOR_KEY) ?? 0);
}
