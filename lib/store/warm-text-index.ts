import { setImmediate as nextTurn } from 'node:timers/promises';
import { statement } from './statements';
import type { Store } from './types';

/** Rows of the index's table read in one go; each is about a page. */
const ROWS = 200;

/**
 * Reads the whole text index once, a piece at a time, so that the system has it in memory before it is asked for. The
 * first questions of a server would otherwise wait for the disk at every word: at 100,000 passages the index has 50 MB
 * and such a question took ten times as long.
 *
 * @param signal aborting ends it between two pieces
 */
export async function warmTextIndex({ db }: Store, signal: AbortSignal): Promise<void> {
  // Both are tables of FTS5's own: its words with their places, and the lengths that bm25 divides by.
  for (const table of ['passages_fts_data', 'passages_fts_docsize'] as const) {
    const piece = statement<number>(
      db,
      `SELECT id FROM ${table} WHERE id > ? ORDER BY id LIMIT ${ROWS}`,
    ).pluck();
    let last: number | undefined = -1;
    while (last !== undefined && !signal.aborted) {
      last = (piece.all(last) as number[]).at(-1);
      await nextTurn();
    }
  }
}
