import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { z } from 'zod';
import { RecollectError } from '@/lib/errors';
import { asUnusable } from './open-store';

const holderSchema = z.object({ pid: z.number(), host: z.string(), since: z.string() });
export type LockHolder = z.infer<typeof holderSchema>;

/** Milliseconds in which a process that has just taken the lock says who it is. */
const HOLDER_PATIENCE = 1_000;

/**
 * Runs an ingest as the only one on its database.
 *
 * The lock is an open transaction on a small SQLite file beside the database, so the operating system frees it however
 * the process ends. Who holds it is written beside it. Locks of a file system that does not pass them between machines
 * (some network folders) hold on one machine only.
 *
 * @param file path of the database
 * @throws RecollectError `ingest_locked` naming the holder; `database_unusable` when the lock file cannot be made
 */
export async function withIngestLock<Result>(file: string, run: () => Promise<Result>): Promise<Result> {
  const lockFile = `${file}.lock`;
  const lock = takeLock(lockFile, file);
  if (!lock) throw await lockedBy(lockFile, file);
  try {
    writeHolder(lockFile);
    return await run();
  } finally {
    lock.close();
  }
}

function takeLock(lockFile: string, file: string): Database.Database | undefined {
  let lock: Database.Database | undefined;
  try {
    mkdirSync(path.dirname(lockFile), { recursive: true });
    lock = new Database(lockFile, { timeout: 0 });
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (thrown) {
    lock?.close();
    if (thrown instanceof Database.SqliteError && thrown.code.startsWith('SQLITE_BUSY')) return undefined;
    throw asUnusable(thrown, file);
  }
}

function writeHolder(lockFile: string): void {
  const holder: LockHolder = { pid: process.pid, host: hostname(), since: new Date().toISOString() };
  const temporary = `${lockFile}.${process.pid}.tmp`;
  writeFileSync(temporary, JSON.stringify(holder));
  renameSync(temporary, holderFile(lockFile));
}

const holderFile = (lockFile: string) => `${lockFile}.json`;

/** The note of a holder before this one is told by its process, which is gone; the present holder writes its own soon. */
async function lockedBy(lockFile: string, database: string): Promise<RecollectError> {
  const deadline = Date.now() + HOLDER_PATIENCE;
  let holder = readHolder(lockFile);
  while ((!holder || isGone(holder)) && Date.now() < deadline) {
    await sleep(20);
    holder = readHolder(lockFile);
  }
  const { pid, host, since } = holder ?? { pid: 'unknown', host: hostname(), since: 'a moment ago' };
  return new RecollectError('ingest_locked', { pid, host, since, database });
}

function readHolder(lockFile: string): LockHolder | undefined {
  try {
    return holderSchema.parse(JSON.parse(readFileSync(holderFile(lockFile), 'utf8')));
  } catch {
    // Not written yet, or not by us: nobody to name, which is no reason to fail otherwise than by being locked.
    return undefined;
  }
}

function isGone({ pid, host }: LockHolder): boolean {
  if (host !== hostname()) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch (thrown) {
    return thrown instanceof Error && 'code' in thrown && thrown.code === 'ESRCH';
  }
}
