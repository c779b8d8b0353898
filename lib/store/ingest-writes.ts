import { createHash } from 'node:crypto';
import path from 'node:path';
import type { Reason } from '@/lib/errors';
import { storedDetails } from './reasons';
import { giveBackSpace } from './space';
import { inTransaction, statement } from './statements';
import { timestamp } from './timestamp';
import type { Block, DocumentMetadata, Store } from './types';
import { noteChange, trimChanges } from './vectors';

/** A finished or begun reading of a document's bytes. */
export interface VersionMark {
  versionId: number;
  sha256: string;
  settings: string;
  passagesDone: number;
  passagesTotal: number;
}

export interface DocumentVersions {
  documentId: string;
  /** Absolute path of the file it was read from, or null. */
  source: string | null;
  metadata: DocumentMetadata;
  /** What is searchable of it. */
  current: VersionMark | null;
  /** What an interrupted ingest has begun. */
  unfinished: VersionMark | null;
  failed: (VersionMark & { code: string; message: string }) | null;
}

/** A document as an ingest read it. */
export interface ReadVersion {
  uri: string;
  /** Absolute path of the file, or null. */
  source: string | null;
  metadata: DocumentMetadata;
  /** sha256 of the document's bytes, hexadecimal. */
  sha256: string;
  settings: string;
  /** Bytes. */
  size: number;
}

interface VersionRow {
  id: number;
  sha256: string;
  settings: string;
  state: string;
  done: number;
  total: number;
  code: string | null;
  message: string | null;
}

/** First 16 hexadecimal digits of sha256(uri): the id that links to a document carry. */
export function documentIdOf(uri: string): string {
  return createHash('sha256').update(uri).digest('hex').slice(0, 16);
}

/** What the store has of a document, or null when it has never met it. */
export function findVersions(store: Store, uri: string): DocumentVersions | null {
  const { db } = store;
  const sql = `SELECT id, source, title, collection, language, media_type AS mediaType, date, current_version_id AS current,
    (SELECT json_group_array(tag) FROM document_tags WHERE document_id = documents.id) AS tags
    FROM documents WHERE uri = ?`;
  type Row = Omit<DocumentMetadata, 'tags'> & {
    id: string;
    source: string | null;
    current: number | null;
    tags: string;
  };
  const row = statement<Row>(db, sql).get(uri);
  if (!row) return null;
  const { id, source, current, tags, ...metadata } = row;
  const versions = statement<VersionRow>(
    db,
    `SELECT id, sha256, settings, state, passages_done AS done, passages_total AS total, error_code AS code,
       error_message AS message FROM versions WHERE document_id = ? ORDER BY id DESC`,
  ).all(id);
  const mark = (version: VersionRow | undefined): VersionMark | null =>
    version
      ? {
          versionId: version.id,
          sha256: version.sha256,
          settings: version.settings,
          passagesDone: version.done,
          passagesTotal: version.total,
        }
      : null;
  const failed = versions.find(({ state }) => state === 'failed');
  const failedMark = mark(failed);
  return {
    documentId: id,
    source,
    metadata: { ...metadata, tags: JSON.parse(tags) as string[] },
    current: mark(versions.find((version) => version.id === current)),
    unfinished: mark(versions.find(({ state }) => state === 'embedding')),
    failed:
      failed && failedMark ? { ...failedMark, code: failed.code ?? '', message: failed.message ?? '' } : null,
  };
}

/**
 * Begins a version, or finds the one that an interrupted ingest has begun with the same bytes and settings. Whatever
 * else was begun or failed for this document is thrown away; its searchable version stays.
 *
 * @param passagesTotal 1 or more
 */
export function beginVersion(
  store: Store,
  version: ReadVersion & { text: string; blocks: readonly Block[]; passagesTotal: number },
): { documentId: string; versionId: number; passagesDone: number } {
  const { db } = store;
  const { sha256, settings, passagesTotal } = version;
  if (passagesTotal < 1) throw new RangeError(`${version.uri} has no passages`);
  return inTransaction(db, () => {
    const documentId = ensureDocument(store, version);
    const same = statement<{ id: number; done: number }>(
      db,
      `SELECT id, passages_done AS done FROM versions WHERE document_id = ? AND state = 'embedding' AND sha256 = ?
         AND settings = ? AND passages_total = ? AND text = ? ORDER BY id DESC LIMIT 1`,
    ).get(documentId, sha256, settings, passagesTotal, version.text);
    dropUnfinished(store, documentId, same?.id ?? null);
    const metadata = JSON.stringify(version.metadata);
    if (same) {
      statement(db, 'UPDATE versions SET metadata = ? WHERE id = ?').run(metadata, same.id);
      return { documentId, versionId: same.id, passagesDone: same.done };
    }
    const { lastInsertRowid } = statement(
      db,
      `INSERT INTO versions (document_id, sha256, settings, state, size, metadata, text, blocks, passages_total, created_at)
       VALUES (?, ?, ?, 'embedding', ?, ?, ?, ?, ?, ?)`,
    ).run(
      documentId,
      sha256,
      settings,
      version.size,
      metadata,
      version.text,
      JSON.stringify(version.blocks),
      passagesTotal,
      timestamp(),
    );
    return { documentId, versionId: Number(lastInsertRowid), passagesDone: 0 };
  });
}

/** Records that a document could not be made searchable; an older searchable version of it stays. */
export function failVersion(store: Store, failure: ReadVersion & { reason: Reason }): void {
  const { db } = store;
  inTransaction(db, () => {
    const documentId = ensureDocument(store, failure);
    dropUnfinished(store, documentId, null);
    statement(
      db,
      `INSERT INTO versions (document_id, sha256, settings, state, error_code, error_message, error_details, size, metadata, text, created_at)
       VALUES (?, ?, ?, 'failed', ?, ?, ?, ?, ?, '', ?)`,
    ).run(
      documentId,
      failure.sha256,
      failure.settings,
      failure.reason.code,
      failure.reason.message,
      storedDetails(failure.reason),
      failure.size,
      JSON.stringify(failure.metadata),
      timestamp(),
    );
  });
}

/**
 * Changes what is known of a document besides its text and title. The title is part of what the encoder reads, so
 * another title is another version.
 */
export function updateMetadata(
  store: Store,
  documentId: string,
  metadata: Omit<DocumentMetadata, 'title'>,
): void {
  inTransaction(store.db, () => {
    writeMetadata(store, documentId, metadata);
    // Filters that were worked out before are stale now.
    noteChange(store);
  });
}

/** Throws away what an ingest has begun of a document and will not finish; what is searchable of it stays. */
export function abandonVersion(store: Store, uri: string): void {
  inTransaction(store.db, () => {
    const known = findVersions(store, uri);
    if (!known?.unfinished) return;
    const { documentId, unfinished, current } = known;
    statement(store.db, 'DELETE FROM versions WHERE id = ?').run(unfinished.versionId);
    if (!current) statement(store.db, 'DELETE FROM documents WHERE id = ?').run(documentId);
  });
}

/** Deletes a document with everything that is made from it. @returns whether it was there */
export function deleteDocument(store: Store, id: string): boolean {
  const { changes } = inTransaction(store.db, () =>
    statement(store.db, 'DELETE FROM documents WHERE id = ?').run(id),
  );
  trimChanges(store);
  // A bounded piece: the caller may be answering a request.
  giveBackSpace(store.db, 1_000);
  return changes > 0;
}

/**
 * Documents read from a file, or from files below a folder.
 *
 * @param rootPath absolute path
 */
export function documentsUnderSource(
  { db }: Store,
  rootPath: string,
): { id: string; uri: string; source: string }[] {
  const below = rootPath.endsWith(path.sep) ? rootPath : rootPath + path.sep;
  // Every path that begins with `below` sorts before this one, which has the next character in place of the separator.
  const after = below.slice(0, -1) + String.fromCharCode(path.sep.charCodeAt(0) + 1);
  const sql = `SELECT id, uri, source FROM documents WHERE source = ? OR (source >= ? AND source < ?) ORDER BY uri`;
  return statement<{ id: string; uri: string; source: string }>(db, sql).all(rootPath, below, after);
}

/** Writes the metadata columns and tags of a document; runs inside a transaction. */
export function writeMetadata(
  { db }: Store,
  documentId: string,
  { collection, language, mediaType, date, tags }: Omit<DocumentMetadata, 'title'>,
): void {
  statement(
    db,
    'UPDATE documents SET collection = ?, language = ?, media_type = ?, date = ?, updated_at = ? WHERE id = ?',
  ).run(collection, language, mediaType, date, timestamp(), documentId);
  statement(db, 'DELETE FROM document_tags WHERE document_id = ?').run(documentId);
  const sql = 'INSERT INTO document_tags (document_id, tag) SELECT DISTINCT ?, value FROM json_each(?)';
  statement(db, sql).run(documentId, JSON.stringify(tags));
}

/** The document's row; a new one has the metadata at once, a known one gets it when a version is activated. */
function ensureDocument(store: Store, { uri, source, metadata }: ReadVersion): string {
  const { db } = store;
  const id = documentIdOf(uri);
  const known = statement<{ current: number | null }>(
    db,
    'SELECT current_version_id AS current FROM documents WHERE id = ?',
  ).get(id);
  if (!known) {
    const now = timestamp();
    statement(
      db,
      'INSERT INTO documents (id, uri, source, title, media_type, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
    ).run(id, uri, source, metadata.title, metadata.mediaType, now, now);
  } else {
    statement(db, 'UPDATE documents SET source = ? WHERE id = ? AND source IS NOT ?').run(source, id, source);
  }
  if (!known?.current) {
    statement(db, 'UPDATE documents SET title = ? WHERE id = ?').run(metadata.title, id);
    writeMetadata(store, id, metadata);
  }
  return id;
}

function dropUnfinished({ db }: Store, documentId: string, except: number | null): void {
  const sql = `DELETE FROM versions WHERE document_id = ? AND state <> 'ready' AND id IS NOT ?`;
  statement(db, sql).run(documentId, except);
}
