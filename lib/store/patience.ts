import Database from 'better-sqlite3';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Store } from './types';

/** Milliseconds for which a write is tried again while another process writes, and between two tries. */
const PATIENCE = 5_000;
const BETWEEN = 20;

/** Databases of which it was told that notes cannot be written. */
const told = new WeakSet<Store['db']>();

/**
 * Runs a write that does not hold up its thread: while another process writes, it is tried again every few milliseconds,
 * and others get their turn in between.
 *
 * @throws SqliteError of the last try; SQLITE_BUSY after five seconds
 */
export async function writePatiently<Result>({ db }: Store, write: () => Result): Promise<Result> {
  const deadline = performance.now() + PATIENCE;
  for (;;) {
    try {
      return withoutWaiting(db, write);
    } catch (thrown) {
      if (!isBusy(thrown) || performance.now() > deadline) throw thrown;
    }
    await sleep(BETWEEN);
  }
}

/**
 * Writes what may as well be written another time, such as when something was used last. It neither waits for whoever
 * writes nor fails: a database that cannot be written is told of once.
 */
export function noteIfPossible({ db }: Store, write: () => void): void {
  try {
    withoutWaiting(db, write);
  } catch (thrown) {
    if (!(thrown instanceof Database.SqliteError)) throw thrown;
    if (isBusy(thrown) || told.has(db)) return;
    told.add(db);
    process.emitWarning(`When keys and selections are used cannot be noted: ${thrown.message}`);
  }
}

function withoutWaiting<Result>(db: Store['db'], write: () => Result): Result {
  const patience = db.pragma('busy_timeout', { simple: true });
  db.pragma('busy_timeout = 0');
  try {
    return write();
  } finally {
    db.pragma(`busy_timeout = ${Number(patience)}`);
  }
}

function isBusy(thrown: unknown): boolean {
  return thrown instanceof Database.SqliteError && thrown.code.startsWith('SQLITE_BUSY');
}
