import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Health } from '@/lib/api/health';

/** Milliseconds a server has to become ready. */
const START_TIMEOUT = 60_000;

export interface ProductionServer {
  url: string;
  /** @param reset begin to measure the event loop anew */
  health(options?: { reset: boolean }): Promise<Health>;
  close(): Promise<void>;
}

/**
 * Runs `npm start` as a process of its own on a free port of this machine, ready to answer.
 *
 * @param root the project's folder, with a production build
 */
export async function startServer(root: string, dataDir: string): Promise<ProductionServer> {
  const port = await freePort();
  const child = spawn(process.execPath, [path.join(root, '.build', 'commands', 'start.mjs')], {
    cwd: root,
    env: {
      ...process.env,
      RECOLLECT_DATA_DIR: dataDir,
      HOST: '127.0.0.1',
      PORT: String(port),
      LOG_LEVEL: 'warn',
      // Laying out a map takes minutes once; what is measured is the time after that.
      MAP_AUTO: '0',
      NODE_ENV: 'production',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const url = `http://127.0.0.1:${port}`;

  async function health({ reset } = { reset: false }): Promise<Health> {
    const answer = await fetch(`${url}/api/v1/health${reset ? '?reset=1' : ''}`);
    return (await answer.json()) as Health;
  }

  async function close(): Promise<void> {
    child.kill('SIGINT');
    await ended;
  }

  const deadline = Date.now() + START_TIMEOUT;
  let reason = 'it ended';
  while (child.exitCode === null && Date.now() < deadline) {
    try {
      const { ready, problem } = await health();
      if (ready) return { url, health, close };
      reason = problem?.detail ?? 'it did not say why';
    } catch (thrown) {
      // Refused until it listens.
      reason = `it does not answer (${String(thrown)})`;
    }
    await sleep(200);
  }
  await close();
  throw new Error(`The server did not become ready: ${reason}`);
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No port is free');
  return address.port;
}
