import { statement } from './statements';
import type { Store } from './types';

/** Ended jobs that are kept. */
const MOST_ENDED = 200;
/**
 * Bytes that are kept of items that can be tried again. One request brings half of it at most, so what failed last can
 * always be tried again; without it, 200 jobs could hold 100 GB of what nobody may ever ask for.
 */
export const MOST_KEPT_BYTES = 1024 * 1024 * 1024;

/** What is no longer known, so that nobody needs its bytes any more. */
export interface Forgotten {
  /** Ids. */
  jobs: string[];
  /** Files of items whose jobs are still known. */
  files: { jobId: string; file: string }[];
}

/**
 * Deletes the jobs that ended longest ago, with all that they told, but for the last of them; of those left, only the
 * items that failed last can be tried again. Of jobs that ended in the same millisecond the one made last is the newest.
 * To be called where a job ends, in that transaction.
 */
export function forgetOldJobs({ db }: Store): Forgotten {
  const jobs = statement<{ id: string }>(
    db,
    `DELETE FROM jobs WHERE id IN (SELECT id FROM jobs WHERE state NOT IN ('queued', 'running')
       ORDER BY finished_at DESC, rowid DESC LIMIT -1 OFFSET ?) RETURNING id`,
  ).all(MOST_ENDED);
  const files = statement<{ id: number; jobId: string; file: string }>(
    db,
    `SELECT id, jobId, file FROM (
       SELECT job_items.id, job_id AS jobId, file,
         sum(size) OVER (ORDER BY finished_at DESC, jobs.rowid DESC, job_items.id DESC) AS kept
       FROM job_items JOIN jobs ON jobs.id = job_id
       WHERE file IS NOT NULL AND job_items.state IN ('failed', 'cancelled')
         AND jobs.state NOT IN ('queued', 'running'))
     WHERE kept > ?`,
  ).all(MOST_KEPT_BYTES);
  for (const { id } of files) forgetFile({ db }, id);
  return { jobs: jobs.map(({ id }) => id), files: files.map(({ jobId, file }) => ({ jobId, file })) };
}

/** Forgets where the bytes of an item were. */
export function forgetFile({ db }: Pick<Store, 'db'>, itemId: number): void {
  statement(db, 'UPDATE job_items SET file = NULL WHERE id = ?').run(itemId);
}
