import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import Database from 'better-sqlite3';
import { RecollectError } from '@/lib/errors';
import { PrismaClient } from './generated/client';
import { checkMigrations, migrate } from './migrate';
import { giveBackSpace } from './space';
import type { Store } from './types';

export type { Store };

/** Milliseconds a statement waits for another process's lock. */
const BUSY_TIMEOUT = 5_000;
/** Page cache of one connection, KiB. */
const CACHE_KIB = 32 * 1024;

/**
 * Opens the database and brings it up to date.
 *
 * Write-ahead log, so readers never wait for an ingest; synchronous NORMAL, so a killed process loses nothing that was
 * committed, and a power cut at most the last commits, which the next ingest makes again (ADR 003). No memory
 * mapping: a file damaged or cut under a mapping ends the process with SIGBUS instead of an error.
 *
 * @param readonly never writes nor migrates; the database must exist and be current
 * @throws RecollectError `database_unusable`, `database_too_new`, `migration_changed`
 * @example const store = await openStore(config.databaseFile);
 */
export async function openStore(
  file: string,
  { readonly = false }: { readonly?: boolean } = {},
): Promise<Store> {
  const absolute = path.resolve(/* turbopackIgnore: true */ file);
  const db = openDatabase(absolute, readonly);
  let prisma: PrismaClient | undefined;
  return {
    db,
    file: absolute,
    readonly,
    get prisma() {
      prisma ??= connectPrisma(absolute, readonly);
      return prisma;
    },
    async close() {
      await prisma?.$disconnect();
      if (!db.open) return;
      if (!readonly) giveBackSpace(db);
      db.close();
    },
  };
}

function openDatabase(file: string, readonly: boolean): Database.Database {
  let db: Database.Database | undefined;
  try {
    if (readonly && !existsSync(/* turbopackIgnore: true */ file)) {
      throw new RecollectError('database_unusable', {
        path: file,
        reason: 'it does not exist yet. Run: npm run ingest -- PATH',
      });
    }
    if (!readonly) mkdirSync(/* turbopackIgnore: true */ path.dirname(file), { recursive: true });
    db = new Database(file, { readonly, timeout: BUSY_TIMEOUT });
    db.pragma('foreign_keys = ON');
    db.pragma(`cache_size = -${CACHE_KIB}`);
    if (readonly) {
      checkMigrations(db, file);
    } else {
      // Only a file without tables takes this; it makes giving space back possible without a full VACUUM.
      db.pragma('auto_vacuum = INCREMENTAL');
      enableWriteAheadLog(db);
      db.pragma('synchronous = NORMAL');
      migrate(db, file);
    }
    return db;
  } catch (thrown) {
    db?.close();
    throw asUnusable(thrown, file);
  }
}

/** SQLite does not wait for a lock here, and two processes may open a new database at once. */
function enableWriteAheadLog(db: Database.Database): void {
  const deadline = Date.now() + BUSY_TIMEOUT;
  for (;;) {
    try {
      db.pragma('journal_mode = WAL');
      return;
    } catch (thrown) {
      const busy = thrown instanceof Database.SqliteError && thrown.code.startsWith('SQLITE_BUSY');
      if (!busy || Date.now() > deadline) throw thrown;
      sleep(20);
    }
  }
}

/** Blocks the thread; opening is synchronous up to here and takes this path only in a race of first openings. */
function sleep(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

const REASONS: Readonly<Record<string, string>> = {
  SQLITE_NOTADB: 'it is not a SQLite database, or its first page is damaged',
  SQLITE_CORRUPT: 'it is damaged',
  SQLITE_CANTOPEN: 'it cannot be opened; look at the permissions of its folder',
  SQLITE_READONLY: 'it may not be written',
  SQLITE_PERM: 'access is denied',
  SQLITE_FULL: 'the disk is full',
  SQLITE_BUSY: 'another process holds it locked',
};

/** What SQLite or the file system says, in the words of the error table; our own errors pass. */
export function asUnusable(thrown: unknown, file: string): unknown {
  if (thrown instanceof RecollectError || !(thrown instanceof Error)) return thrown;
  const code = 'code' in thrown ? String(thrown.code) : '';
  if (!(thrown instanceof Database.SqliteError) && !/^E[A-Z]+$/.test(code)) return thrown;
  const known = Object.keys(REASONS).find((prefix) => code.startsWith(prefix));
  const said = known ? `${REASONS[known]} (${thrown.message})` : thrown.message;
  const mend = code.startsWith('SQLITE_NOTADB') || code.startsWith('SQLITE_CORRUPT');
  const reason = mend ? `${said}. Restore a copy, or move it away and ingest again` : said;
  return new RecollectError('database_unusable', { path: file, reason }, { cause: thrown });
}

function connectPrisma(file: string, readonly: boolean): PrismaClient {
  const adapter = new PrismaBetterSqlite3({ url: `file:${file}`, readonly, timeout: BUSY_TIMEOUT });
  return new PrismaClient({ adapter });
}
