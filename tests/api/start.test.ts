import { expect, inject, it } from 'vitest';
import { freePort, script } from '@/tests/support/web-server';

it('answers a request that comes while the server is still starting, and ends in peace right after', async () => {
  const port = await freePort();
  const server = script(['start'], {
    ...process.env,
    RECOLLECT_DATA_DIR: inject('dataDir'),
    HOST: '127.0.0.1',
    PORT: String(port),
    LOG_LEVEL: 'warn',
    NODE_ENV: 'production',
  });
  const ended = new Promise((resolve) => server.once('close', (_, signal) => resolve(signal)));
  server.stdout?.resume();
  try {
    // The first connection that is taken at all: Next.js needs some hundred milliseconds more from there.
    let status: number | undefined;
    while (status === undefined && server.exitCode === null) {
      const url = `http://127.0.0.1:${port}/api/v1/documents?limit=1`;
      status = await fetch(url, { signal: AbortSignal.timeout(30_000) }).then(
        (response) => response.status,
        (thrown: Error) => {
          if (thrown.name === 'TimeoutError') throw thrown;
          return undefined;
        },
      );
    }
    expect(status).toBe(200);
  } finally {
    server.kill('SIGINT');
    // Its models are still being loaded; that a thread is ended in it must not take the process down.
    expect(await ended).not.toBe('SIGABRT');
  }
});
