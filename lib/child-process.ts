import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { RecollectError } from '@/lib/errors';

/** How a process ended: with a status of its own, or by a signal; `error` when it could not even begin. */
export interface ChildEnd {
  status: number | null;
  signal: string | null;
}

/** A process of the server's own, which ends with it. */
export interface Child {
  /** Number of the process; null when it could not begin. */
  pid: number | null;
  /** How it ended, when it has; never rejected. */
  ended: Promise<ChildEnd>;
  /**
   * Ends it, and waits for that.
   *
   * @param how `disconnect` closes its channel: it notices, and ends when it can; `kill` sends SIGTERM
   */
  end(how: 'disconnect' | 'kill'): Promise<void>;
}

/**
 * Starts a bundled file in a process of its own. A channel tells it that this process is gone, however it ended; neither
 * the channel nor the child keeps this process alive. What it prints as errors is printed here.
 *
 * @param parameters its command line
 * @param onMessage given what it sends
 * @throws RecollectError `workers_not_built` when there is no such file
 */
export function startChild(
  file: string,
  parameters: readonly string[] = [],
  onMessage: (message: unknown) => void = () => undefined,
): Child {
  if (!existsSync(/* turbopackIgnore: true */ file))
    throw new RecollectError('workers_not_built', { path: file });
  const child = spawn(
    process.execPath,
    ['--enable-source-maps', /* turbopackIgnore: true */ file, ...parameters],
    { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] },
  );
  const ended = new Promise<ChildEnd>((resolve) => {
    child.on('error', () => resolve({ status: null, signal: 'error' }));
    child.once('exit', (status, signal) => resolve({ status, signal }));
  });
  child.on('message', onMessage);
  child.unref();
  child.channel?.unref();
  return {
    pid: child.pid ?? null,
    ended,
    async end(how) {
      child.ref();
      if (how === 'kill') child.kill();
      else if (child.connected) child.disconnect();
      await ended;
    },
  };
}
