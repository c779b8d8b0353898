import Database from 'better-sqlite3';
import { setTimeout as sleep } from 'node:timers/promises';
import { readSetting, writeSetting } from './settings';
import { inTransaction, statement } from './statements';
import type { Store } from './types';
import { lastChange } from './vectors';

/** Key in `settings`: the last change when the text index was last made one piece. */
const TIDIED_KEY = 'text_index_tidied';
/** Changes since then, in passages, by which it pays: merging writes the whole index. */
const WORTH_SHARE = 0.05;
/** Pages of 4 kB written in one transaction; some 50 ms. */
const PAGES = 1_000;
/** Milliseconds between two transactions, in which others write: writePatiently tries again more often. */
const PAUSE = 40;
/** A merge that had nothing to do changes fewer rows than this, says FTS5's documentation. */
const LEAST_CHANGES = 2;

/**
 * Makes one piece of what the writing of many passages left in a dozen: every word of a query is then looked up once and
 * not twelve times, a quarter of the time of a search by words. Done only after a twentieth of the passages has changed, in
 * steps between which others write, so that a kill costs nothing but the rest of the work. What was ingested is there with
 * or without it: a full disk, or somebody who writes for seconds, is told as a warning, and the next ingest tries again.
 *
 * @param signal aborting ends it between two steps
 * @param pages written in one transaction
 */
export async function tidyTextIndex(store: Store, signal: AbortSignal, pages = PAGES): Promise<void> {
  try {
    const change = lastChange(store);
    if (signal.aborted || !isWorthIt(store, change)) return;
    // A negative number of pages begins to merge everything, positive ones go on with it.
    for (let more = mergeStep(store, -pages); more; more = mergeStep(store, pages)) {
      await sleep(PAUSE);
      if (signal.aborted) return;
    }
    writeSetting(store, TIDIED_KEY, String(change));
  } catch (thrown) {
    if (!(thrown instanceof Database.SqliteError)) throw thrown;
    process.emitWarning(`The text index could not be tidied, which makes it slower: ${thrown.message}`);
  }
}

function isWorthIt(store: Store, change: number): boolean {
  const tidied = readSetting(store, TIDIED_KEY);
  const passages = statement<number>(store.db, 'SELECT count(*) FROM passages WHERE live = 1').pluck().get();
  // In a restored copy the count of changes may be lower than it was.
  const changed = Math.abs(change - Number(tidied ?? 0));
  return changed > 0 && changed >= Number(passages) * WORTH_SHARE;
}

/** @returns whether there was something to merge */
function mergeStep({ db }: Store, pages: number): boolean {
  const changes = statement<number>(db, 'SELECT total_changes()').pluck();
  return inTransaction(db, () => {
    const before = Number(changes.get());
    statement(db, "INSERT INTO passages_fts (passages_fts, rank) VALUES ('merge', ?)").run(pages);
    return Number(changes.get()) - before >= LEAST_CHANGES;
  });
}
