import { dateSql, expressionSql, isOfPassages } from './filter-expression';
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
 * A filter as SQL on a row of `documents` joined with one of `passages` called `p`; `1` when it keeps everything. An
 * empty list is no condition.
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
  const add = ({ sql, params: values }: SqlCondition) => {
    conditions.push(sql);
    params.push(...values);
  };
  if (filter.from !== undefined || filter.to !== undefined) add(dateSql(filter, alias));
  if (filter.where) add(expressionSql(filter.where, alias));
  return { sql: conditions.length > 0 ? conditions.join(' AND ') : '1', params };
}

/** As filterSql, on a row of `documents` alone: a document is kept when one of its searchable passages is. */
export function documentFilterSql(filter: DocumentFilter, alias: string): SqlCondition {
  const { sql, params } = filterSql(filter, alias);
  if (!filter.where || !isOfPassages(filter.where)) return { sql, params };
  const passages = `SELECT 1 FROM passages p WHERE p.document_id = ${alias}.id AND p.live = 1`;
  return { sql: `EXISTS (${passages} AND ${sql})`, params };
}
