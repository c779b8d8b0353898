import { statement } from './statements';
import type { Store } from './types';

/** What the database keeps of itself under a key; undefined when nothing. */
export function readSetting({ db }: Store, key: string): string | undefined {
  return statement<{ value: string }>(db, 'SELECT value FROM settings WHERE key = ?').get(key)?.value;
}

/** Keeps a value under a key, in place of the one before. */
export function writeSetting({ db }: Store, key: string, value: string): void {
  const sql =
    'INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value';
  statement(db, sql).run(key, value);
}
