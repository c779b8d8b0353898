import { RecollectError } from '@/lib/errors';
import { decodeCursor, encodeCursor } from './cursor';
import { forgetOldJobs, type Forgotten } from './forget-jobs';
import type {
  Job,
  JobCounts,
  JobEvent,
  JobItem,
  JobOptions,
  JobState,
  NewItem,
  StoredItem,
} from './job-types';
import { reasonOf, storedDetails, type ReasonColumns } from './reasons';
import { inTransaction, statement } from './statements';
import { timestamp } from './timestamp';
import type { Store } from './types';

interface JobRow extends ReasonColumns {
  id: string;
  state: JobState;
  options: string;
  createdAt: string;
  startedAt: string | null;
  finishedAt: string | null;
}

interface ItemRow extends Omit<StoredItem, 'error' | 'retryable'>, ReasonColumns {}

const JOB = `SELECT id, state, options, error_code AS code, error_message AS message,
  error_details AS details, created_at AS createdAt,
  started_at AS startedAt, finished_at AS finishedAt FROM jobs`;
const ITEM = `SELECT id, name, uri, format, media_type AS mediaType, size, file, state, error_code AS code,
  error_message AS message, error_details AS details, document_id AS documentId FROM job_items`;

/** Bytes on the disk that jobs have still to read. */
export function waitingBytes({ db }: Store): number {
  const sql = `SELECT coalesce(sum(i.size), 0) AS bytes FROM jobs j JOIN job_items i ON i.job_id = j.id
    WHERE j.state IN ('queued', 'running') AND i.state IN ('queued', 'running') AND i.file IS NOT NULL`;
  return statement<{ bytes: number }>(db, sql).get()?.bytes ?? 0;
}

/**
 * Records a job whose files are on the disk already. It fails at once when none of its items can be read.
 *
 * @returns what was forgotten for it
 */
export function createJob(
  store: Store,
  id: string,
  options: JobOptions,
  items: readonly NewItem[],
): Forgotten {
  const { db } = store;
  return inTransaction(db, () => {
    const sql = 'INSERT INTO jobs (id, state, options, created_at) VALUES (?, ?, ?, ?)';
    statement(db, sql).run(id, 'queued', JSON.stringify(options), timestamp());
    for (const { name, uri, format, mediaType, size, file, error } of items)
      statement(
        db,
        `INSERT INTO job_items (job_id, name, uri, format, media_type, size, file, state, error_code, error_message,
           error_details)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ).run(
        id,
        name,
        uri,
        format,
        mediaType,
        size,
        file,
        error ? 'failed' : 'queued',
        error?.code ?? null,
        error?.message ?? null,
        storedDetails(error),
      );
    if (items.every(({ error }) => error !== undefined)) return endJob(store, id, 'failed').forgotten;
    tell(store, id);
    return forgetOldJobs(store);
  });
}

export function getJob({ db }: Store, id: string): Job | null {
  const row = statement<JobRow>(db, `${JOB} WHERE id = ?`).get(id);
  return row ? jobOf(db, row) : null;
}

export function storedItems({ db }: Store, jobId: string): StoredItem[] {
  return statement<ItemRow>(db, `${ITEM} WHERE job_id = ? ORDER BY id`)
    .all(jobId)
    .map(({ code, message, details, ...row }) => ({
      ...row,
      error: reasonOf({ code, message, details }),
      retryable: (row.state === 'failed' || row.state === 'cancelled') && row.file !== null,
    }));
}

/** The items of a job as they are shown: without where their bytes are. */
export function jobItems(store: Store, jobId: string): JobItem[] {
  return storedItems(store, jobId).map(
    ({ id, name, mediaType, size, state, error, documentId, retryable }) => ({
      id,
      name,
      mediaType,
      size,
      state,
      error,
      documentId,
      retryable,
    }),
  );
}

/**
 * A page of the jobs, newest first.
 *
 * @throws RecollectError `invalid_request` for a cursor that is not one
 */
export function listJobs(
  { db }: Store,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): { items: Job[]; nextCursor: string | null } {
  // Without a cursor the page begins after a moment that sorts behind all.
  const [createdAt, id] = cursor === undefined ? ['z', ''] : decodeCursor(cursor);
  const rows = statement<JobRow>(
    db,
    `${JOB} WHERE (created_at, id) < (?, ?) ORDER BY created_at DESC, id DESC LIMIT ?`,
  ).all(createdAt, id, limit + 1);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map((row) => jobOf(db, row)),
    nextCursor: rows.length > limit && last ? encodeCursor([last.createdAt, last.id]) : null,
  };
}

/** The oldest job that is not at its end, or null. */
export function nextJob({ db }: Store): { id: string; attempts: number } | null {
  const sql = `SELECT id, attempts FROM jobs WHERE state IN ('queued', 'running') ORDER BY created_at, id LIMIT 1`;
  return statement<{ id: string; attempts: number }>(db, sql).get() ?? null;
}

/** Notes that a process begins a job (again). @returns false when it has ended or was cancelled meanwhile */
export function beginJob(store: Store, id: string): boolean {
  const { db } = store;
  return inTransaction(db, () => {
    const { changes } = statement(
      db,
      `UPDATE jobs SET state = 'running', attempts = attempts + 1, started_at = coalesce(started_at, ?)
       WHERE id = ? AND state IN ('queued', 'running')`,
    ).run(timestamp(), id);
    if (changes > 0) {
      statement(db, `UPDATE job_items SET state = 'running' WHERE job_id = ? AND state = 'queued'`).run(id);
      tell(store, id);
    }
    return changes > 0;
  });
}

/** Sets how an item of a running job ended. What was cancelled meanwhile stays so. */
export function endItem(
  store: Store,
  jobId: string,
  itemId: number,
  end: { state: 'done' | 'failed'; error: JobItem['error']; documentId: string | null },
): void {
  const { db } = store;
  inTransaction(db, () => {
    const { changes } = statement(
      db,
      `UPDATE job_items SET state = ?, error_code = ?, error_message = ?, error_details = ?, document_id = ?
       WHERE id = ? AND state = 'running'`,
    ).run(
      end.state,
      end.error?.code ?? null,
      end.error?.message ?? null,
      storedDetails(end.error),
      end.documentId,
      itemId,
    );
    if (changes > 0) tell(store, jobId, itemId);
  });
}

/**
 * Ends a job that is not at its end; items that are not either share its state.
 *
 * @returns whether it was not, and what was forgotten for it
 */
export function endJob(
  store: Store,
  id: string,
  state: 'done' | 'failed' | 'cancelled',
  error: JobItem['error'] = null,
): { ended: boolean; forgotten: Forgotten } {
  const { db } = store;
  const reason = [error?.code ?? null, error?.message ?? null, storedDetails(error)];
  return inTransaction(db, () => {
    const { changes } = statement(
      db,
      `UPDATE jobs SET state = ?, finished_at = ?, error_code = ?, error_message = ?, error_details = ?
       WHERE id = ? AND state IN ('queued', 'running')`,
    ).run(state, timestamp(), ...reason, id);
    if (changes === 0) return { ended: false, forgotten: { jobs: [], files: [] } };
    statement(
      db,
      `UPDATE job_items SET state = ?, error_code = ?, error_message = ?, error_details = ?
       WHERE job_id = ? AND state IN ('queued', 'running')`,
    ).run(state, ...reason, id);
    tell(store, id);
    return { ended: true, forgotten: forgetOldJobs(store) };
  });
}

/**
 * Queues the failed and cancelled items of an ended job whose bytes are kept.
 *
 * @returns how many there are
 * @throws RecollectError `not_found` when there is none because the bytes were given up for newer ones
 */
export function retryJob(store: Store, id: string): number {
  const { db } = store;
  return inTransaction(db, () => {
    const ended = statement(db, `SELECT 1 FROM jobs WHERE id = ? AND state NOT IN ('queued', 'running')`);
    if (!ended.get(id)) return 0;
    const { changes } = statement(
      db,
      `UPDATE job_items SET state = 'queued', error_code = NULL, error_message = NULL, error_details = NULL
       WHERE job_id = ? AND state IN ('failed', 'cancelled') AND file IS NOT NULL`,
    ).run(id);
    if (changes === 0) {
      if (hasLostBytes(store, id)) throw bytesNotFound();
      return 0;
    }
    statement(
      db,
      `UPDATE jobs SET state = 'queued', attempts = 0, finished_at = NULL, error_code = NULL, error_message = NULL, error_details = NULL
       WHERE id = ?`,
    ).run(id);
    tell(store, id);
    return changes;
  });
}

/** What has no reader never had bytes here: sent again, it would fail again. */
function hasLostBytes({ db }: Store, id: string): boolean {
  const sql = `SELECT 1 FROM job_items
    WHERE job_id = ? AND state IN ('failed', 'cancelled') AND file IS NULL AND format IS NOT NULL`;
  return statement(db, sql).get(id) !== undefined;
}

function bytesNotFound(): RecollectError {
  return new RecollectError('not_found', {
    what: 'What these files held',
    hint: 'Only the newest files that failed are kept to be tried again; send these again.',
  });
}

/** What a job told after an event, in order. */
export function jobEventsAfter({ db }: Store, jobId: string, after: number): JobEvent[] {
  const sql = 'SELECT id, event, data FROM job_events WHERE job_id = ? AND id > ? ORDER BY id LIMIT 500';
  return statement<{ id: number; event: string; data: string }>(db, sql)
    .all(jobId, after)
    .map(({ id, event, data }) => ({ id, event, data: JSON.parse(data) as unknown }));
}

/** Adds an event: how the job stands, or one of its items. */
function tell(store: Store, jobId: string, itemId?: number): void {
  const data =
    itemId === undefined
      ? { job: getJob(store, jobId), items: jobItems(store, jobId) }
      : jobItems(store, jobId).find(({ id }) => id === itemId);
  const sql = 'INSERT INTO job_events (job_id, event, data) VALUES (?, ?, ?)';
  statement(store.db, sql).run(jobId, itemId === undefined ? 'job' : 'item', JSON.stringify(data));
}

function jobOf(db: Store['db'], { code, message, details, options, ...row }: JobRow): Job {
  const counts: JobCounts = { queued: 0, running: 0, done: 0, failed: 0, cancelled: 0 };
  const sql = 'SELECT state, count(*) AS count FROM job_items WHERE job_id = ? GROUP BY state';
  for (const { state, count } of statement<{ state: JobState; count: number }>(db, sql).all(row.id))
    counts[state] = count;
  return {
    ...row,
    options: JSON.parse(options) as JobOptions,
    counts,
    error: reasonOf({ code, message, details }),
  };
}
