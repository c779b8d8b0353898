import { RecollectError } from '@/lib/errors';
import { writeMetadata } from './ingest-writes';
import { inTransaction, statement } from './statements';
import type { DocumentMetadata, PassageDraft, Store } from './types';
import { encodeVector, trimChanges } from './vectors';

/** A passage ready to be written. */
export interface PassageToCommit {
  draft: PassageDraft;
  /** sha256 of the exact input the encoder saw. */
  inputSha: string;
  /** null = a vector of this input and model is stored already. */
  vector: Float32Array | null;
  /** Words for the text index, prepared by analyzeForIndex. */
  fts: { title: string; heading: string; body: string };
}

export interface PassageCommit {
  versionId: number;
  modelKey: string;
  /** The next passages of the version, in order and without a gap. */
  passages: readonly PassageToCommit[];
}

/** The stored vectors of these inputs under this model: input's sha256 → vector id. */
export function vectorIdsByInput(
  { db }: Store,
  modelKey: string,
  inputShas: readonly string[],
): Map<string, number> {
  const sql = `SELECT input_sha AS sha, id FROM vectors
    WHERE model_key = ? AND input_sha IN (SELECT value FROM json_each(?))`;
  const rows = statement<{ sha: string; id: number }>(db, sql).all(modelKey, JSON.stringify(inputShas));
  return new Map(rows.map(({ sha, id }) => [sha, id]));
}

/**
 * Writes passages with their vectors and words, and counts them as done: all of it or nothing. With the last one the
 * version takes the place of the one before, in the same transaction.
 *
 * @returns passages of the version done so far
 * @throws RecollectError `document_deleted` when somebody deleted the document since the version was begun
 * @throws RangeError when a passage is not the next one, or a vector has the wrong length or is not finite
 */
export function commitPassages(store: Store, { versionId, modelKey, passages }: PassageCommit): number {
  const { db } = store;
  const done = inTransaction(db, () => {
    const version = statement<{ documentId: string; done: number; total: number; metadata: string }>(
      db,
      `SELECT document_id AS documentId, passages_done AS done, passages_total AS total, metadata
       FROM versions WHERE id = ? AND state = 'embedding'`,
    ).get(versionId);
    if (!version) throw notEmbedding(store, versionId);
    const { documentId, total } = version;
    let next = version.done;
    for (const passage of passages) {
      if (passage.draft.ordinal !== next || next >= total) {
        throw new RangeError(`Passage ${passage.draft.ordinal} of ${total} came where ${next} was next`);
      }
      insertPassage(store, { versionId, documentId, modelKey, passage });
      next += 1;
    }
    statement(db, 'UPDATE versions SET passages_done = ? WHERE id = ?').run(next, versionId);
    if (next === total)
      activate(store, documentId, versionId, JSON.parse(version.metadata) as DocumentMetadata);
    return next;
  });
  trimChanges(store);
  return done;
}

function notEmbedding({ db }: Store, versionId: number): Error {
  const state = statement<string>(db, 'SELECT state FROM versions WHERE id = ?').pluck().get(versionId);
  if (state === undefined) return new RecollectError('document_deleted', { path: `version ${versionId}` });
  return new RangeError(`Version ${versionId} is ${String(state)}, not being embedded`);
}

function insertPassage(
  store: Store,
  {
    versionId,
    documentId,
    modelKey,
    passage: { draft, inputSha, vector, fts },
  }: { versionId: number; documentId: string; modelKey: string; passage: PassageToCommit },
): void {
  const { db } = store;
  const vectorId = vectorIdFor(store, modelKey, inputSha, vector);
  const { lastInsertRowid } = statement(
    db,
    `INSERT INTO passages (version_id, document_id, ordinal, text, start, end, heading_path, page, vector_id, live)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0)`,
  ).run(
    versionId,
    documentId,
    draft.ordinal,
    draft.text,
    draft.start,
    draft.end,
    JSON.stringify(draft.headingPath),
    draft.page,
    vectorId,
  );
  statement(db, 'INSERT INTO passages_fts (rowid, title, heading, body) VALUES (?, ?, ?, ?)').run(
    lastInsertRowid,
    fts.title,
    fts.heading,
    fts.body,
  );
}

function vectorIdFor({ db }: Store, modelKey: string, inputSha: string, vector: Float32Array | null): number {
  const find = 'SELECT id FROM vectors WHERE model_key = ? AND input_sha = ?';
  const known = statement<{ id: number }>(db, find).get(modelKey, inputSha);
  if (known) return known.id;
  if (!vector) throw new RangeError(`No vector is stored for the input ${inputSha}`);
  const model = statement<{ dimension: number }>(db, 'SELECT dimension FROM models WHERE key = ?').get(
    modelKey,
  );
  if (vector.length !== model?.dimension || !vector.every(Number.isFinite)) {
    throw new RangeError(
      `A vector of ${model?.dimension ?? 'a registered number of'} finite numbers is needed`,
    );
  }
  const insert = 'INSERT INTO vectors (model_key, input_sha, data) VALUES (?, ?, ?)';
  return Number(statement(db, insert).run(modelKey, inputSha, encodeVector(vector)).lastInsertRowid);
}

/** The new version becomes the document; triggers clear away what only the old one used. */
function activate(store: Store, documentId: string, versionId: number, metadata: DocumentMetadata): void {
  const { db } = store;
  statement(db, "UPDATE versions SET state = 'ready' WHERE id = ?").run(versionId);
  statement(db, 'UPDATE documents SET title = ?, current_version_id = ? WHERE id = ?').run(
    metadata.title,
    versionId,
    documentId,
  );
  writeMetadata(store, documentId, metadata);
  statement(db, 'UPDATE passages SET live = 1 WHERE version_id = ?').run(versionId);
  statement(db, 'DELETE FROM versions WHERE document_id = ? AND id <> ?').run(documentId, versionId);
}
