import type { Prisma } from './generated/client';
import type { DocumentFilter } from './types';

/** A condition of a WHERE clause with its bound values. */
export interface SqlCondition {
  sql: string;
  params: (string | number)[];
}

/** True when a filter keeps every searchable document. */
export function isEmptyFilter(filter: DocumentFilter): boolean {
  return filterSql(filter, 'd').sql === '1';
}

/**
 * A filter as SQL on a row of `documents`; `1` when it keeps everything. An empty list is no condition.
 *
 * @param alias name of the documents table in the statement; not a user's text
 */
export function filterSql(filter: DocumentFilter, alias: string): SqlCondition {
  const conditions: string[] = [];
  const params: (string | number)[] = [];
  const oneOf = (column: string, values: readonly string[] | undefined) => {
    if (!values?.length) return;
    conditions.push(`${alias}.${column} IN (SELECT value FROM json_each(?))`);
    params.push(JSON.stringify(values));
  };
  oneOf('collection', filter.collections);
  oneOf('language', filter.languages);
  oneOf('media_type', filter.mediaTypes);
  if (filter.tags?.length) {
    const tags = [...new Set(filter.tags)];
    conditions.push(
      `(SELECT count(*) FROM document_tags t WHERE t.document_id = ${alias}.id AND t.tag IN (SELECT value FROM json_each(?))) = ?`,
    );
    params.push(JSON.stringify(tags), tags.length);
  }
  const { from, to } = dateBounds(filter);
  if (from) {
    conditions.push(`(${alias}.date >= ? OR ${alias}.date = ?)`);
    params.push(from.bound, from.day);
  }
  if (to) {
    conditions.push(`${alias}.date <= ?`);
    params.push(to);
  }
  return { sql: conditions.length > 0 ? conditions.join(' AND ') : '1', params };
}

/** The same filter for Prisma, with the condition that the document is searchable. */
export function filterWhere(filter: DocumentFilter): Prisma.DocumentWhereInput {
  const { from, to } = dateBounds(filter);
  const list = (values: readonly string[] | undefined) => (values?.length ? { in: [...values] } : undefined);
  const conditions: Prisma.DocumentWhereInput[] = [
    { currentVersionId: { not: null } },
    ...(filter.tags ?? []).map((tag) => ({ tags: { some: { tag } } })),
    ...(from ? [{ OR: [{ date: { gte: from.bound } }, { date: from.day }] }] : []),
    ...(to ? [{ date: { lte: to } }] : []),
  ];
  const collection = list(filter.collections);
  const language = list(filter.languages);
  const mediaType = list(filter.mediaTypes);
  return {
    AND: conditions,
    ...(collection ? { collection } : {}),
    ...(language ? { language } : {}),
    ...(mediaType ? { mediaType } : {}),
  };
}

/**
 * Bounds as texts that compare like the stored dates (a day, or an instant in UTC). A day as upper bound includes
 * that whole day; a document dated with a day matches a bound within that day.
 */
function dateBounds({ from, to }: DocumentFilter): {
  from: { bound: string; day: string } | null;
  to: string | null;
} {
  const lower = from === undefined ? null : comparable(from);
  const upper = to === undefined ? null : comparable(to);
  return {
    from: lower === null ? null : { bound: lower, day: lower.slice(0, DAY_LENGTH) },
    // '~' sorts after every character of a time.
    to: upper === null ? null : upper.length === DAY_LENGTH ? `${upper}T~` : upper,
  };
}

const DAY_LENGTH = '2024-05-31'.length;

function comparable(date: string): string {
  if (date.length === DAY_LENGTH) return date;
  // A time without a zone is UTC, as ingest takes it.
  const zoned = /(?:Z|[+-]\d{2}:?\d{2})$/i.test(date) ? date : `${date}Z`;
  const instant = new Date(zoned);
  return Number.isNaN(instant.getTime()) ? date : instant.toISOString().replace('.000Z', 'Z');
}
