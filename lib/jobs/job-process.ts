import path from 'node:path';
import { startChild, type Child, type ChildEnd } from '@/lib/child-process';
import { asRecollectError } from '@/lib/errors';
import { nextJob } from '@/lib/store/jobs';
import type { Store } from '@/lib/store/types';

/** Milliseconds before a process that died is followed by another; twice as long after each that dies at once. */
const PAUSE = 500;
const LONGEST_PAUSE = 60_000;
/** A process that lived so many milliseconds was not stillborn. */
const LIVED = 10_000;

export interface JobProcess {
  /** Makes sure that a process is at work when a job is waiting. @throws RecollectError `workers_not_built` */
  wake(): void;
  /** Number of the process at work, or null. */
  pid(): number | null;
  /** Asks the process to end after the batch in flight, and waits for that. */
  close(): Promise<void>;
}

/**
 * The ingest process of a web server: started when there is a job, ended when there is none. A process that dies in its
 * work is followed by another, which goes on after the last batch.
 *
 * @param onDeath told when a process ended otherwise than by itself, or another could not be started: then why
 * @param file what the process runs; tests give their own
 */
export function createJobProcess(
  store: Store,
  onDeath: (status: number | null, signal: string | null) => void,
  file = path.join(/* turbopackIgnore: true */ process.cwd(), '.build', 'workers', 'jobs.mjs'),
): JobProcess {
  let child: Child | undefined;
  let pause: NodeJS.Timeout | undefined;
  let closed = false;
  let startedAt = 0;
  let stillborn = 0;

  function wake(): void {
    if (closed || child || pause || nextJob(store) === null) return;
    child = startChild(file);
    startedAt = performance.now();
    void child.ended.then(leave);
  }

  function leave({ status, signal }: ChildEnd): void {
    child = undefined;
    if (closed) return;
    if (status !== 0) onDeath(status, signal);
    stillborn = status === 0 || performance.now() - startedAt > LIVED ? 0 : stillborn + 1;
    // Also after a good end: a job may have come while the process was on its way out.
    wakeIn(status === 0 ? 0 : Math.min(LONGEST_PAUSE, PAUSE * 2 ** (stillborn - 1)));
  }

  function wakeIn(ms: number): void {
    pause = setTimeout(() => {
      pause = undefined;
      try {
        wake();
      } catch (thrown) {
        // Here nobody would catch it.
        onDeath(null, asRecollectError(thrown).message);
        wakeIn(LONGEST_PAUSE);
      }
    }, ms);
    pause.unref();
  }

  return {
    wake,
    pid: () => child?.pid ?? null,
    async close() {
      closed = true;
      clearTimeout(pause);
      await child?.end('disconnect');
    },
  };
}
