import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Config } from '@/lib/config';
import { asRecollectError, RecollectError, type Reason } from '@/lib/errors';
import { sourceFile } from '@/lib/ingest/source-file';
import { ingest, type IngestOptions } from '@/lib/ingest/ingest';
import type { Format } from '@/lib/ingest/types';
import { abandonVersion, openStore, withIngestLock } from '@/lib/store';
import { beginJob, endJob, getJob, nextJob, storedItems } from '@/lib/store/jobs';
import type { JobOptions, StoredItem } from '@/lib/store/job-types';
import type { Store } from '@/lib/store/types';
import { ItemProgress } from './item-progress';
import {
  MOST_DOCUMENT_BYTES,
  removeAbandoned,
  removeForgotten,
  removeUnneeded,
  uploadFolder,
} from './upload-folder';

/** Milliseconds between two looks at a lock that another ingest holds, and at whether a job was cancelled. */
const LOOK_AGAIN = 300;
/** Processes that a job may end before it is given up. */
const MOST_ATTEMPTS = 5;

export interface JobDeps {
  config: Config;
  /** Ends after the batch in flight; jobs stay as they are and are gone on with at the next start. */
  signal: AbortSignal;
  /** Passages embedded and committed together. */
  batchSize?: number;
}

/** Ingests every waiting job, oldest first, one process at a time; what a killed process left is finished. */
export async function runJobs({ config, signal, batchSize = 64 }: JobDeps): Promise<void> {
  // Two servers on one database have two of these processes.
  await whenFree(signal, () =>
    withIngestLock(`${config.databaseFile}.jobs`, async () => {
      const store = await openStore(config.databaseFile);
      try {
        await removeAbandoned(store, config);
        for (let job = nextJob(store); job && !signal.aborted; job = nextJob(store)) {
          if (job.attempts >= MOST_ATTEMPTS) {
            const reason = `${job.attempts} processes ended while they read it`;
            const error = new RecollectError('worker_failed', { worker: 'ingest', reason });
            await end(store, config, job.id, 'failed', error.reason);
          } else await runJob(store, job.id, { config, signal, batchSize });
        }
      } finally {
        await store.close();
      }
    }),
  );
}

async function runJob(
  store: Store,
  id: string,
  { config, signal, batchSize }: Required<JobDeps>,
): Promise<void> {
  const cancelled = new AbortController();
  const looking = setInterval(() => {
    if (isOver(store, id)) cancelled.abort();
  }, LOOK_AGAIN);
  const either = AbortSignal.any([signal, cancelled.signal]);
  try {
    // The lock of a command-line ingest is waited for; until then the job stays queued.
    await whenFree(either, () =>
      ingestItems(store, id, { config, signal: either, batchSize, cancel: () => cancelled.abort() }),
    );
    if (!either.aborted) await end(store, config, id, 'done');
  } catch (thrown) {
    const error = asRecollectError(thrown);
    if (error.code === 'internal') console.error(thrown);
    await end(store, config, id, 'failed', error.reason);
  } finally {
    clearInterval(looking);
  }
  if (!isOver(store, id)) return;
  if (cancelled.signal.aborted) for (const { uri } of storedItems(store, id)) abandonVersion(store, uri);
  await removeUnneeded(store, config, id);
}

async function ingestItems(
  store: Store,
  id: string,
  { config, signal, batchSize, cancel }: Required<JobDeps> & { cancel: () => void },
): Promise<void> {
  let progress: ItemProgress | undefined;
  const waiting = storedItems(store, id).filter(({ state }) => state === 'queued' || state === 'running');
  const job = getJob(store, id);
  if (!job) return;
  await ingest(optionsOf(job.options, waiting, uploadFolder(config, id), batchSize), {
    config,
    signal,
    emit(event) {
      // The first event comes under the lock.
      if (event.type === 'start') {
        if (beginJob(store, id)) progress = new ItemProgress(store, id, waiting);
        else cancel();
      }
      progress?.hear(event);
    },
  });
  if (!signal.aborted) progress?.finish();
}

async function end(
  store: Store,
  config: Config,
  id: string,
  state: 'done' | 'failed',
  error: Reason | null = null,
): Promise<void> {
  await removeForgotten(config, endJob(store, id, state, error).forgotten);
}

function optionsOf(
  { collection, tags, language }: JobOptions,
  items: readonly StoredItem[],
  folder: string,
  batchSize: number,
): IngestOptions {
  return {
    targets: [],
    root: folder,
    stdin: null,
    sources: items.flatMap(({ file, format, size, uri, name }) =>
      file === null || format === null
        ? []
        : [
            {
              ...sourceFile(path.join(folder, file), size, format as Format, folder),
              uri,
              display: name,
              source: null,
            },
          ],
    ),
    fields: {},
    metadata: { collection, tags, language },
    prune: false,
    reembed: false,
    dryRun: false,
    maxBytes: MOST_DOCUMENT_BYTES,
    batchSize,
    parseSeconds: 60,
  };
}

function isOver(store: Store, id: string): boolean {
  const state = getJob(store, id)?.state;
  return state !== 'queued' && state !== 'running';
}

/** Runs something that needs a lock as soon as nobody else has it; gives up when aborted. */
async function whenFree(signal: AbortSignal, run: () => Promise<void>): Promise<void> {
  while (!signal.aborted) {
    try {
      await run();
      return;
    } catch (thrown) {
      if (!(thrown instanceof RecollectError) || thrown.code !== 'ingest_locked') throw thrown;
    }
    await sleep(LOOK_AGAIN);
  }
}
