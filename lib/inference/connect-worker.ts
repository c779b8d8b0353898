import { existsSync } from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { RecollectError } from '@/lib/errors';
import type { ArgsOf, EventOf, FromWorker, Handlers, ResultOf, ToWorker } from './protocol';
import { fromWire } from './wire-error';

export type WorkerName = 'embedding' | 'retrieval' | 'generation' | 'reading';

export interface CallOptions<Event> {
  /** Aborting rejects the call with `aborted` at once and tells the handler. */
  signal?: AbortSignal | undefined;
  onEvent?: ((event: Event) => void) | undefined;
  /** Buffers inside args that are moved to the worker; they become empty here. */
  transfer?: readonly ArrayBuffer[];
}

export interface WorkerClient<H extends Handlers> {
  /** @throws RecollectError the handler's own error, `worker_failed`, `workers_not_built` or `aborted` */
  call<Name extends keyof H & string>(
    name: Name,
    args: ArgsOf<H, Name>,
    options?: CallOptions<EventOf<H, Name>>,
  ): Promise<ResultOf<H, Name>>;
  /** Ends the thread, which frees its models; a later call starts a new one. */
  close(): Promise<void>;
}

interface Pending {
  resolve(value: unknown): void;
  reject(error: unknown): void;
  onEvent: ((event: unknown) => void) | undefined;
}

/** Time a closing worker has to end by itself (milliseconds) before it is stopped. */
const CLOSE_TIMEOUT = 5_000;
/**
 * Room for what a thread has just made. Models and vectors lie outside the heap, and what a call makes dies with it; with
 * V8's own 48 MB every thread held 20 MB more, and gave them back and took them again from minute to minute.
 */
const YOUNG_GENERATION_MB = 12;

/**
 * A typed client of one worker thread. The thread is started by the first call and again by the first call after it
 * died; calls that were pending then are rejected with `worker_failed`. A thread with nothing to do does not keep
 * the process alive.
 *
 * @param name file `.build/workers/<name>.mjs` under the current folder
 * @param workerData structured-cloneable settings, read by the worker at its start
 */
export function connectWorker<H extends Handlers>(name: WorkerName, workerData: unknown): WorkerClient<H> {
  const file = path.join(/* turbopackIgnore: true */ process.cwd(), '.build', 'workers', `${name}.mjs`);
  return connectWorkerFile<H>(name, file, workerData);
}

/** As connectWorker, for a worker file anywhere; `label` names the worker in errors. */
export function connectWorkerFile<H extends Handlers>(
  label: string,
  file: string,
  workerData: unknown,
): WorkerClient<H> {
  let current: Worker | undefined;
  let nextId = 1;
  const pending = new Map<number, Pending>();

  function start(): Worker {
    if (!existsSync(/* turbopackIgnore: true */ file)) {
      throw new RecollectError('workers_not_built', { path: file });
    }
    // execArgv: a loader of the parent (tsx) is neither needed nor able to run in the worker.
    const worker = new Worker(/* turbopackIgnore: true */ file, {
      workerData,
      name: label,
      execArgv: ['--enable-source-maps'],
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
    });
    let crash = '';
    worker.on('message', receive);
    worker.on('messageerror', (error) => {
      leave(worker, error.message);
      void worker.terminate();
    });
    worker.on('error', (error: unknown) => {
      crash = error instanceof Error ? error.message : String(error);
    });
    worker.on('exit', (code) => leave(worker, crash || `it ended with status ${code}`));
    worker.unref();
    return worker;
  }

  function receive(message: FromWorker): void {
    const call = pending.get(message.id);
    // A call that was aborted has left; what its handler still sends is dropped.
    if (!call) return;
    if (message.type === 'event') return tell(message.id, call, message.event);
    settle(message.id);
    if (message.type === 'result') call.resolve(message.value);
    else call.reject(fromWire(message.error));
  }

  /** A listener that throws ends its call, not the process. */
  function tell(id: number, call: Pending, event: unknown): void {
    try {
      call.onEvent?.(event);
    } catch (thrown) {
      settle(id);
      current?.postMessage({ type: 'abort', id } satisfies ToWorker);
      call.reject(thrown);
    }
  }

  function settle(id: number): void {
    pending.delete(id);
    if (pending.size === 0) current?.unref();
  }

  /** Forgets a worker that is gone, so that the next call starts another, and rejects what it had promised. */
  function leave(worker: Worker, reason: string): void {
    if (current !== worker) return;
    current = undefined;
    const lost = [...pending.values()];
    pending.clear();
    for (const call of lost) call.reject(new RecollectError('worker_failed', { worker: label, reason }));
  }

  async function call(
    name: string,
    args: unknown,
    { signal, onEvent, transfer = [] }: CallOptions<never> = {},
  ): Promise<unknown> {
    if (signal?.aborted) throw new RecollectError('aborted');
    const worker = (current ??= start());
    const id = nextId++;
    const message: ToWorker = { type: 'call', id, name, args };
    let stopListening = () => {};
    const answer = new Promise<unknown>((resolve, reject) => {
      worker.postMessage(message, [...transfer]);
      pending.set(id, { resolve, reject, onEvent: onEvent as Pending['onEvent'] });
      worker.ref();
      const abort = () => {
        settle(id);
        worker.postMessage({ type: 'abort', id } satisfies ToWorker);
        reject(new RecollectError('aborted'));
      };
      signal?.addEventListener('abort', abort, { once: true });
      stopListening = () => signal?.removeEventListener('abort', abort);
    });
    return answer.finally(stopListening);
  }

  async function close(): Promise<void> {
    const worker = current;
    if (!worker) return;
    const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
    worker.ref();
    worker.postMessage({ type: 'close' } satisfies ToWorker);
    leave(worker, 'it was closed');
    const overdue = setTimeout(() => void worker.terminate(), CLOSE_TIMEOUT);
    await ended;
    clearTimeout(overdue);
  }

  return { call, close } as WorkerClient<H>;
}
