import { parentPort } from 'node:worker_threads';
import { Transfer, type FromWorker, type HandlerContext, type Handlers, type ToWorker } from './protocol';
import { toWire } from './wire-error';

type AnyHandler = (args: unknown, context: HandlerContext<unknown>) => unknown;

/**
 * Serves handlers to the thread that started this worker. Call it once, at the top of a worker's entry file.
 *
 * Calls run concurrently as far as their handlers await; a handler that must not overlap with itself chains its own
 * work. Load models inside handlers (see singleFlight), not before serving: then a failed load fails one call.
 *
 * @param onClose awaited before the thread ends on the client's close(), for example to write a snapshot
 */
export function serveWorker(handlers: Handlers, onClose?: () => void | Promise<void>): void {
  if (!parentPort) throw new Error('serveWorker runs only inside a worker thread');
  const port = parentPort;
  const running = new Map<number, { controller: AbortController; done: Promise<void> }>();
  const send = (message: FromWorker, buffers: readonly ArrayBuffer[] = []) =>
    port.postMessage(message, buffers);

  async function run(id: number, name: string, args: unknown, controller: AbortController): Promise<void> {
    try {
      if (!Object.hasOwn(handlers, name)) throw new Error(`This worker has no handler ${name}`);
      const handler = handlers[name] as unknown as AnyHandler;
      const answer = await handler(args, {
        signal: controller.signal,
        emit: (event) => send({ type: 'event', id, event }),
      });
      if (answer instanceof Transfer) send({ type: 'result', id, value: answer.value }, answer.buffers);
      else send({ type: 'result', id, value: answer });
    } catch (thrown) {
      send({ type: 'error', id, error: toWire(thrown) });
    }
  }

  async function close(): Promise<void> {
    for (const { controller } of running.values()) controller.abort();
    // A thread that ends while a native session is being made takes the whole process with it.
    await Promise.all([...running.values()].map(({ done }) => done));
    await onClose?.();
    // In a worker this ends the thread only. Native sessions give their memory back with the thread.
    process.exit(0);
  }

  port.on('message', (message: ToWorker) => {
    if (message.type === 'call') {
      const { id, name, args } = message;
      const controller = new AbortController();
      const done = run(id, name, args, controller);
      running.set(id, { controller, done });
      void done.then(() => running.delete(id));
    } else if (message.type === 'abort') running.get(message.id)?.controller.abort();
    else void close();
  });
}
