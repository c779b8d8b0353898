import { statement } from './statements';
import type { Store } from './types';

/**
 * Which of these passages an FTS5 expression matches. Nothing is ranked; FTS5 walks its matches once.
 *
 * @param match made by lib/search/match-expression.ts; never empty
 */
export function matchingPassages({ db }: Store, match: string, ids: readonly number[]): Set<number> {
  // `+rowid` keeps SQLite from asking FTS5 once for every id.
  const sql = `SELECT rowid FROM passages_fts
    WHERE passages_fts MATCH ? AND +rowid IN (SELECT value FROM json_each(?))`;
  return new Set(statement<number>(db, sql).pluck().all(match, JSON.stringify(ids)) as number[]);
}
