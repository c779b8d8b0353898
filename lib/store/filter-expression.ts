import { dateBounds } from './date-bounds';
import type { SqlCondition } from './filters';
import { IN_SELECTIONS } from './selections';
import type { FilterExpression } from './types';

/** Columns of `documents` by the name of what is filtered by. */
const COLUMNS = {
  collection: 'collection',
  language: 'language',
  mediaType: 'media_type',
  document: 'id',
} as const;

const LAST_POINT = 0x10ffff;

/**
 * A filter expression as SQL on a row of `documents` and, for selections, one of `passages` called `p`. What a document
 * does not have never holds, so its negation does: a document without a date is not from 2024 on.
 *
 * @param alias name of the documents table in the statement; not a user's text
 */
export function expressionSql(expression: FilterExpression, alias: string): SqlCondition {
  if ('not' in expression) {
    const { sql, params } = expressionSql(expression.not, alias);
    return { sql: `NOT coalesce(${sql}, 0)`, params };
  }
  if ('and' in expression) return joined(expression.and, 'AND', alias);
  if ('or' in expression) return joined(expression.or, 'OR', alias);
  return leafSql(expression, alias);
}

function joined(parts: readonly FilterExpression[], word: 'AND' | 'OR', alias: string): SqlCondition {
  const conditions = parts.map((part) => expressionSql(part, alias));
  return {
    sql: `(${conditions.map(({ sql }) => sql).join(` ${word} `)})`,
    params: conditions.flatMap(({ params }) => params),
  };
}

export type FilterLeaf = Extract<FilterExpression, { field: string }>;

function leafSql(leaf: FilterLeaf, alias: string): SqlCondition {
  if (leaf.field === 'date') return dateSql(leaf, alias);
  const values = JSON.stringify(leaf.values);
  if (leaf.field === 'tag')
    return {
      sql: `EXISTS (SELECT 1 FROM document_tags t WHERE t.document_id = ${alias}.id AND t.tag IN (SELECT value FROM json_each(?)))`,
      params: [values],
    };
  if (leaf.field === 'selection') return { sql: `p.vector_id ${IN_SELECTIONS}`, params: [values] };
  if (leaf.field === 'uri') return uriSql(leaf.values, alias);
  return { sql: `${alias}.${COLUMNS[leaf.field]} IN (SELECT value FROM json_each(?))`, params: [values] };
}

/** As ranges, which are two comparisons for each document, and an index knows. */
function uriSql(starts: readonly string[], alias: string): SqlCondition {
  const ranges = starts.map((start): SqlCondition => {
    const end = endOfRange(start);
    if (end === null) return { sql: `${alias}.uri >= ?`, params: [start] };
    return { sql: `(${alias}.uri >= ? AND ${alias}.uri < ?)`, params: [start, end] };
  });
  return {
    sql: `(${ranges.map(({ sql }) => sql).join(' OR ')})`,
    params: ranges.flatMap(({ params }) => params),
  };
}

/** The first text after all that begin with this one, as SQLite orders them: by code points; null when none is. */
function endOfRange(start: string): string | null {
  const points = Array.from(start, (character) => character.codePointAt(0) ?? 0);
  while (points.at(-1) === LAST_POINT) points.pop();
  const last = points.pop();
  if (last === undefined) return null;
  // Surrogates are no characters.
  return String.fromCodePoint(...points, last === 0xd7ff ? 0xe000 : last + 1);
}

/** The conditions of an expression, from left to right. */
export function leavesOf(expression: FilterExpression): FilterLeaf[] {
  if ('not' in expression) return leavesOf(expression.not);
  if ('and' in expression) return expression.and.flatMap(leavesOf);
  if ('or' in expression) return expression.or.flatMap(leavesOf);
  return [expression];
}

/** Whether an expression asks for something of passages, and not of their documents alone. */
export function isOfPassages(expression: FilterExpression): boolean {
  return leavesOf(expression).some(({ field }) => field === 'selection');
}

/** Bounds on the date of a document; without any it says that there is a date. */
export function dateSql(bounds: { from?: string; to?: string }, alias: string): SqlCondition {
  const { from, to } = dateBounds(bounds);
  const conditions = [`${alias}.date IS NOT NULL`];
  const params: string[] = [];
  if (from) {
    conditions.push(`(${alias}.date >= ? OR ${alias}.date = ?)`);
    params.push(from.bound, from.day);
  }
  if (to) {
    conditions.push(`${alias}.date <= ?`);
    params.push(to);
  }
  return { sql: `(${conditions.join(' AND ')})`, params };
}
