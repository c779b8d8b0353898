import { z } from 'zod';
import { modelKey } from '@/lib/models/identity';
import { activeModel } from './models';
import { inTransaction, statement } from './statements';
import { timestamp } from './timestamp';
import type { Store } from './types';

/** Vectors on the plane; the arrays have one entry for each, in ascending id. */
export interface MapPoints {
  /** Vector ids. */
  ids: Uint32Array;
  /** 0 to MAP_EXTENT. */
  x: Uint16Array;
  y: Uint16Array;
  /** Places in the list of clusters. */
  cluster: Uint8Array;
}

export interface MapCluster {
  /** Distinctive words, most distinctive first; at most three. */
  words: string[];
  /** Where most of it lies, 0 to MAP_EXTENT. */
  x: number;
  y: number;
}

export interface MapDraft {
  /** Key of the model whose vectors are on it. */
  model: string;
  /** `lastChange` of the database before its vectors were read. */
  lastChange: number;
  /** Vectors that were put beside their neighbours after the projection. */
  placed: number;
  clusters: MapCluster[];
  points: MapPoints;
}

/** What is known of a map without its points. */
export interface MapHead {
  id: number;
  lastChange: number;
  /** On the map. */
  vectors: number;
  placed: number;
  /** ISO 8601. */
  createdAt: string;
}

const NEWEST = `FROM maps WHERE model_key = (SELECT value FROM settings WHERE key = 'active_model')
  ORDER BY id DESC LIMIT 1`;

/** The newest map of the active model, or null. */
export function newestMap({ db }: Store): MapHead | null {
  const sql = `SELECT id, last_change AS lastChange, vectors, placed, created_at AS createdAt ${NEWEST}`;
  return statement<MapHead>(db, sql).get() ?? null;
}

/** A map with everything on it; null when it has been replaced meanwhile. */
export function readMap({ db }: Store, id: number): (MapHead & Omit<MapDraft, 'model'>) | null {
  const sql = `SELECT id, last_change AS lastChange, vectors, placed, created_at AS createdAt, clusters, points
    FROM maps WHERE id = ?`;
  const row = statement<MapHead & { clusters: string; points: Buffer }>(db, sql).get(id);
  if (!row) return null;
  return {
    ...row,
    clusters: JSON.parse(row.clusters) as MapCluster[],
    points: decodePoints(row.points, row.vectors),
  };
}

/** Stores a map in place of the one before, unless another model became active while it was made. */
export function storeMap(store: Store, { model, lastChange, placed, clusters, points }: MapDraft): void {
  const { db } = store;
  inTransaction(db, () => {
    if (activeModelKey(store) !== model) return;
    statement(db, 'DELETE FROM maps').run();
    const sql = `INSERT INTO maps (model_key, last_change, vectors, placed, clusters, points, created_at)
      VALUES (?, ?, ?, ?, ?, ?, ?)`;
    const bytes = encodePoints(points);
    const values = [lastChange, points.ids.length, placed, JSON.stringify(clusters), bytes, timestamp()];
    statement(db, sql).run(model, ...values);
  });
}

/** Empty without one. */
export function activeModelKey(store: Store): string {
  const active = activeModel(store);
  return active ? modelKey(active) : '';
}

function encodePoints({ ids, x, y, cluster }: MapPoints): Buffer {
  return Buffer.concat(
    [ids, x, y, cluster].map(({ buffer, byteOffset, byteLength }) =>
      Buffer.from(buffer, byteOffset, byteLength),
    ),
  );
}

function decodePoints(bytes: Buffer, count: number): MapPoints {
  // A copy of its own: typed arrays need their alignment, and SQLite's buffer may begin anywhere.
  const { buffer } = new Uint8Array(bytes);
  return {
    ids: new Uint32Array(buffer, 0, count),
    x: new Uint16Array(buffer, 4 * count, count),
    y: new Uint16Array(buffer, 6 * count, count),
    cluster: new Uint8Array(buffer, 8 * count, count),
  };
}

/** Ids of the live vectors of the active model, ascending. */
export function liveIds({ db }: Store): number[] {
  const sql = `SELECT DISTINCT v.id FROM passages p JOIN vectors v ON v.id = p.vector_id
    WHERE p.live = 1 AND v.model_key = (SELECT value FROM settings WHERE key = 'active_model') ORDER BY v.id`;
  return statement<number>(db, sql).pluck().all() as number[];
}

/** Searchable passages, on the map or not. */
export function countPassages({ db }: Store): number {
  return statement<{ n: number }>(db, 'SELECT count(*) AS n FROM passages WHERE live = 1').get()?.n ?? 0;
}

/** A passage with all that says what it is about. */
export interface NamedText {
  text: string;
  documentId: string;
  /** Title of its document, and the headings that it stands under. */
  titles: string[];
  /** Tags of its document. */
  tags: string[];
}

const strings = z.array(z.string());

/** One passage for each of these vectors, those that have a searchable one. */
export function textsOfVectors({ db }: Store, ids: readonly number[]): Map<number, NamedText> {
  const sql = `SELECT p.vector_id AS id, p.text, p.document_id AS documentId, d.title, p.heading_path AS headings,
      (SELECT json_group_array(tag) FROM document_tags WHERE document_id = d.id) AS tags
    FROM passages p JOIN documents d ON d.id = p.document_id
    WHERE p.id IN (SELECT min(id) FROM passages WHERE live = 1
      AND vector_id IN (SELECT value FROM json_each(?)) GROUP BY vector_id)`;
  type Row = { id: number; text: string; documentId: string; title: string; headings: string; tags: string };
  const rows = statement<Row>(db, sql).all(JSON.stringify(ids));
  return new Map(
    rows.map(({ id, text, documentId, title, headings, tags }) => [
      id,
      {
        text,
        documentId,
        titles: [title, ...strings.parse(JSON.parse(headings))],
        tags: strings.parse(JSON.parse(tags)),
      },
    ]),
  );
}

/** A searchable passage, for putting it on the map. */
export interface PlacedPassage {
  id: number;
  vectorId: number;
  documentId: string;
  collection: string;
}

/** Every searchable passage in ascending id. */
export function placedPassages({ db }: Store): PlacedPassage[] {
  const sql = `SELECT p.id, p.vector_id AS vectorId, p.document_id AS documentId, d.collection
    FROM passages p JOIN documents d ON d.id = p.document_id WHERE p.live = 1 ORDER BY p.id`;
  return statement<PlacedPassage>(db, sql).all();
}
