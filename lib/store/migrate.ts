import { createHash, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Database } from 'better-sqlite3';
import { RecollectError } from '@/lib/errors';
import { inTransaction } from './statements';

/** A file of prisma/migrations. */
export interface Migration {
  /** Name of its folder; the order of the names is the order of application. */
  name: string;
  sql: string;
  /** sha256 of the file, hexadecimal: what Prisma records too. */
  checksum: string;
}

interface AppliedRow {
  migration_name: string;
  checksum: string;
}

/** Prisma's own table, letter by letter, so that `prisma migrate status` finds what it expects. */
const MIGRATIONS_TABLE = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    "id"                    TEXT PRIMARY KEY NOT NULL,
    "checksum"              TEXT NOT NULL,
    "finished_at"           DATETIME,
    "migration_name"        TEXT NOT NULL,
    "logs"                  TEXT,
    "rolled_back_at"        DATETIME,
    "started_at"            DATETIME NOT NULL DEFAULT current_timestamp,
    "applied_steps_count"   INTEGER UNSIGNED NOT NULL DEFAULT 0
)`;

/** Every migration there is, in order. @throws Error when the folder is missing: the installation is not whole */
export function readMigrations(
  folder = path.join(/* turbopackIgnore: true */ process.cwd(), 'prisma', 'migrations'),
): Migration[] {
  return readdirSync(/* turbopackIgnore: true */ folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
    .map((name) => {
      const bytes = readFileSync(path.join(/* turbopackIgnore: true */ folder, name, 'migration.sql'));
      return {
        name,
        sql: bytes.toString('utf8'),
        checksum: createHash('sha256').update(bytes).digest('hex'),
      };
    });
}

/**
 * Applies what is missing, all of it in one transaction: a process that is killed leaves the database as it was, and
 * of two that start at once the second finds the work done.
 *
 * @param file path named in errors
 * @returns names of the migrations applied now
 * @throws RecollectError `database_too_new`, `migration_changed`
 */
export function migrate(db: Database, file: string, migrations = readMigrations()): string[] {
  if (pendingOf(db, file, migrations).length === 0) return [];
  return inTransaction(db, () => {
    db.exec(MIGRATIONS_TABLE);
    // Looked at again under the write lock: another process may have been first.
    const pending = pendingOf(db, file, migrations);
    const record = db.prepare(
      `INSERT INTO "_prisma_migrations" (id, checksum, started_at, finished_at, migration_name, applied_steps_count)
       VALUES (?, ?, ?, ?, ?, 1)`,
    );
    for (const { name, sql, checksum } of pending) {
      const startedAt = Date.now();
      db.exec(sql);
      record.run(randomUUID(), checksum, startedAt, Date.now(), name);
    }
    return pending.map(({ name }) => name);
  });
}

/**
 * Makes sure that a database opened for reading is current.
 *
 * @throws RecollectError `database_unusable` when migrations are missing, `database_too_new`, `migration_changed`
 */
export function checkMigrations(db: Database, file: string, migrations = readMigrations()): void {
  const [first] = pendingOf(db, file, migrations);
  if (!first) return;
  const reason = `it lacks the migration ${first.name}. Run: npm run setup`;
  throw new RecollectError('database_unusable', { path: file, reason });
}

function pendingOf(db: Database, file: string, migrations: readonly Migration[]): Migration[] {
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  const applied = appliedMigrations(db);
  for (const { migration_name: name, checksum } of applied) {
    const migration = known.get(name);
    if (!migration) throw new RecollectError('database_too_new', { path: file, migration: name });
    if (migration.checksum !== checksum) {
      throw new RecollectError('migration_changed', { path: file, migration: name });
    }
  }
  const names = new Set(applied.map((row) => row.migration_name));
  return migrations.filter(({ name }) => !names.has(name));
}

function appliedMigrations(db: Database): AppliedRow[] {
  const exists = db.prepare("SELECT 1 FROM sqlite_master WHERE name = '_prisma_migrations'").get();
  if (!exists) return [];
  return db
    .prepare<[], AppliedRow>(
      'SELECT migration_name, checksum FROM "_prisma_migrations" WHERE rolled_back_at IS NULL AND finished_at IS NOT NULL',
    )
    .all();
}
