import type { Database, Statement } from 'better-sqlite3';
import { LRUCache } from 'lru-cache';

/** Statements kept a connection: the fixed ones, and those of the filter expressions that were asked last. */
const KEPT = 300;
const prepared = new WeakMap<Database, LRUCache<string, Statement>>();

/**
 * The prepared statement for a text, made once a connection. Texts must not carry values: lists go in as one JSON
 * parameter (`json_each(?)`), so that there are few of them.
 */
export function statement<Row = unknown>(db: Database, sql: string): Statement<unknown[], Row> {
  let statements = prepared.get(db);
  if (!statements) {
    statements = new LRUCache({ max: KEPT });
    prepared.set(db, statements);
  }
  let known = statements.get(sql);
  if (!known) {
    known = db.prepare(sql);
    statements.set(sql, known);
  }
  // The row type is the caller's word for what his SQL selects.
  return known as Statement<unknown[], Row>;
}

/**
 * Runs a piece of work in one IMMEDIATE transaction: the write lock is taken at the start, so that a busy database
 * makes it wait (busy_timeout) and never fail halfway. Inside another transaction it is a savepoint of it.
 */
export function inTransaction<Result>(db: Database, work: () => Result): Result {
  return db.transaction(work).immediate();
}
