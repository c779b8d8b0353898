import { setTimeout as sleep } from 'node:timers/promises';
import { RecollectError } from '@/lib/errors';
import { getJob, jobEventsAfter, jobItems } from '@/lib/store/jobs';
import type { Job, JobItem } from '@/lib/store/job-types';
import type { Store } from '@/lib/store/types';
import type { StreamedEvent } from './event-stream';

/** Milliseconds between two looks at what another process has told of a job. */
const LOOK_AGAIN = 250;

export type JobAnswer = Job & { items: JobItem[] };

/** @throws RecollectError `not_found` */
export function jobAnswer(store: Store, id: string): JobAnswer {
  const job = getJob(store, id);
  if (job) return { ...job, items: jobItems(store, id) };
  throw new RecollectError('not_found', {
    what: `The job ${id.slice(0, 40)}`,
    hint: 'GET /api/v1/jobs lists the jobs there are.',
  });
}

/** What a job tells after an event, until it has ended or nobody listens. */
export async function* jobEvents(
  store: Store,
  id: string,
  after: number,
  signal: AbortSignal,
): AsyncGenerator<StreamedEvent> {
  let last = after;
  while (!signal.aborted) {
    // Looked at before its events, so that the last of them are told whenever it says that it has ended.
    const state = getJob(store, id)?.state;
    const events = jobEventsAfter(store, id, last);
    for (const event of events) {
      yield event;
      last = event.id;
    }
    if (events.length > 0) continue;
    if (state !== 'queued' && state !== 'running') return;
    await sleep(LOOK_AGAIN);
  }
}

/** Where a reader that comes back goes on; 0 for one that begins. @throws RecollectError `invalid_request` */
export function lastEventId(headers: Headers): number {
  const given = headers.get('last-event-id') ?? '0';
  if (/^\d{1,15}$/.test(given)) return Number(given);
  const message = 'must be the id of an event of this stream';
  throw new RecollectError(
    'invalid_request',
    { reason: `Last-Event-ID: ${message}` },
    { fields: [{ field: 'Last-Event-ID', message }] },
  );
}
