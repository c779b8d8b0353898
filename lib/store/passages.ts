import { filterSql, isEmptyFilter } from './filters';
import { keysByVector } from './passage-keys';
import { statement } from './statements';
import type { DocumentFilter, DocumentRow, PassageKey, PassageRow, Store } from './types';

type StoredPassage = Omit<PassageRow, 'headingPath'> & { headingPath: string };

const KEY = 'p.id, p.vector_id AS vectorId, p.document_id AS documentId';
const COLUMNS = `${KEY}, p.ordinal, p.text, p.start, p.end, p.heading_path AS headingPath, p.page`;

/** The searchable passages that have one of these vectors, of documents that the filter keeps; in no order. */
export function passagesByVector(
  store: Store,
  vectorIds: readonly number[],
  filter: DocumentFilter = {},
): PassageRow[] {
  return selectByVector<StoredPassage>(store, COLUMNS, vectorIds, filter).map(passageRow);
}

/** As passagesByVector, what ranking needs of them. */
export function passageKeysByVector(
  store: Store,
  vectorIds: readonly number[],
  filter: DocumentFilter = {},
): PassageKey[] {
  if (isEmptyFilter(filter)) return keysByVector(store, vectorIds);
  return selectByVector<PassageKey>(store, KEY, vectorIds, filter);
}

/** The searchable passages with these ids, those that exist; in no order. */
export function passagesById(store: Store, ids: readonly number[]): PassageRow[] {
  const sql = `SELECT ${COLUMNS} FROM passages p
    WHERE p.id IN (SELECT value FROM json_each(?)) AND p.live = 1`;
  return statement<StoredPassage>(store.db, sql).all(JSON.stringify(ids)).map(passageRow);
}

function selectByVector<Row>(
  { db }: Store,
  columns: string,
  vectorIds: readonly number[],
  filter: DocumentFilter,
): Row[] {
  const { sql: kept, params } = filterSql(filter, 'd');
  // A document is looked up only where the filter asks for it.
  const documents = kept === '1' ? '' : 'JOIN documents d ON d.id = p.document_id';
  const sql = `SELECT ${columns} FROM passages p ${documents}
    WHERE p.vector_id IN (SELECT value FROM json_each(?)) AND p.live = 1 AND ${kept}`;
  return statement<Row>(db, sql).all(JSON.stringify(vectorIds), ...params);
}

/** The documents with these ids, those that exist. */
export function documentsById({ db }: Store, ids: readonly string[]): Map<string, DocumentRow> {
  const sql = `SELECT d.id, d.uri, d.title, d.collection, d.language, d.media_type AS mediaType, d.date,
    (SELECT json_group_array(tag) FROM (SELECT tag FROM document_tags WHERE document_id = d.id ORDER BY tag)) AS tags
    FROM documents d WHERE d.id IN (SELECT value FROM json_each(?))`;
  type Row = Omit<DocumentRow, 'tags'> & { tags: string };
  const rows = statement<Row>(db, sql).all(JSON.stringify(ids));
  return new Map(rows.map((row) => [row.id, { ...row, tags: JSON.parse(row.tags) as string[] }]));
}

function passageRow(row: StoredPassage): PassageRow {
  return { ...row, headingPath: JSON.parse(row.headingPath) as string[] };
}
