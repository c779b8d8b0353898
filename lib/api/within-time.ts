import { RecollectError } from '@/lib/errors';

/**
 * Gives a piece of work a time limit. When it is up, the caller gets its error at once, and the work is told by its
 * signal. A stream goes on after it was answered, so its limit does too.
 *
 * @param caller aborted when the caller goes away; the work's signal is then aborted as well
 * @throws RecollectError `timed_out`; what the work throws
 */
export async function withinTime<Result>(
  caller: AbortSignal,
  seconds: number,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const control = new AbortController();
  if (caller.aborted) control.abort(caller.reason);
  caller.addEventListener('abort', () => control.abort(caller.reason), { once: true });
  let timer: NodeJS.Timeout | undefined;
  const timeIsUp = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const error = new RecollectError('timed_out', { seconds });
      control.abort(error);
      reject(error);
    }, seconds * 1000).unref();
  });
  let streams = false;
  try {
    const result = await Promise.race([work(control.signal), timeIsUp]);
    streams = result instanceof Response && isStream(result);
    return result;
  } finally {
    if (!streams) clearTimeout(timer);
    // Nobody waits for it any more when a stream runs out of time.
    else timeIsUp.catch(() => undefined);
  }
}

function isStream({ headers }: Response): boolean {
  return headers.get('content-type')?.startsWith('text/event-stream') ?? false;
}
