import type { Database } from 'better-sqlite3';

/** Free pages (of 4 KiB) below which nothing is given back: they will be needed again soon. */
const KEPT_PAGES = 1024;

/**
 * Gives free pages back to the file system, when they are many and more than a tenth of the file.
 *
 * @param most pages moved at once; each costs a read and a write
 * @returns pages given back
 */
export function giveBackSpace(db: Database, most = 100_000): number {
  const free = Number(db.pragma('freelist_count', { simple: true }));
  const pages = Number(db.pragma('page_count', { simple: true }));
  if (free < KEPT_PAGES || free * 10 < pages) return 0;
  db.pragma(`incremental_vacuum(${most})`);
  return free - Number(db.pragma('freelist_count', { simple: true }));
}
