import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { buildWeb } from '@/scripts/support/build-web';
import { projectRoot } from '@/scripts/support/project-root';
import { skipReason } from './browser';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the production server that all tests of the web share. */
    baseUrl: string;
    /** Its data folder, for tests that ingest more. */
    dataDir: string;
  }
}

/**
 * Once for all tests of the web: builds (unless the build is up to date), ingests tests/fixtures/web into a fresh
 * data folder, and starts the server as `npm start` does.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  if (skipReason) console.warn(skipReason);
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'recollect-web-'));
  const port = await freePort();
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    RECOLLECT_DATA_DIR: dataDir,
    HOST: '127.0.0.1',
    PORT: String(port),
    LOG_LEVEL: 'warn',
    // The map is made once, below: a process for every change would only take the time of the tests.
    MAP_AUTO: '0',
    NODE_ENV: 'production',
  };
  await buildWeb();
  const corpus = path.join(projectRoot, 'tests', 'fixtures', 'web');
  for (const folder of ['kitchen', 'sky'])
    await finished(script(['ingest', path.join(corpus, folder), '--collection', folder], env), 'ingest');
  await finished(script(['ingest', path.join(corpus, 'reading-room.md')], env), 'ingest');
  await finished(script(['map'], env), 'map');

  const server = script(['start'], env);
  const baseUrl = `http://127.0.0.1:${port}`;
  await ready(server, `${baseUrl}/api/v1/health`);
  project.provide('baseUrl', baseUrl);
  project.provide('dataDir', dataDir);
  return async () => {
    server.kill('SIGINT');
    await new Promise((resolve) => server.once('close', resolve));
    await rm(dataDir, { recursive: true, force: true });
  };
}

/** A port nobody listens on just now. */
export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

const BUNDLED = new Set(['ingest', 'map', 'doctor', 'start']);

/** Starts a command as npm does, without npm: its bundle where it has one, else `scripts/<name>.ts`. */
export function script([name, ...parameters]: string[], env: NodeJS.ProcessEnv): ChildProcess {
  const program = BUNDLED.has(name ?? '')
    ? [path.join('.build', 'commands', `${name}.mjs`)]
    : ['--import', 'tsx', path.join('scripts', `${name}.ts`)];
  return spawn(process.execPath, [...program, ...parameters], {
    cwd: projectRoot,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** Runs `npm run ingest` with these words, as soon as no upload of another test is being ingested. */
export async function ingest(words: string[], env: NodeJS.ProcessEnv): Promise<void> {
  const LOCKED = 75;
  for (;;) {
    const child = script(['ingest', ...words], env);
    child.stdout?.resume();
    const status = await new Promise((resolve) => child.once('close', resolve));
    if (status === 0 || status === 65) return;
    if (status !== LOCKED) throw new Error(`ingest ended with status ${String(status)}`);
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

async function finished(child: ChildProcess, name: string): Promise<void> {
  child.stdout?.resume();
  const status = await new Promise((resolve) => child.once('close', resolve));
  if (status !== 0) throw new Error(`${name} ended with status ${status}`);
}

/** Waits until an address answers. */
export async function ready(server: ChildProcess, url: string): Promise<void> {
  server.stdout?.resume();
  let ended = false;
  server.once('close', () => {
    ended = true;
  });
  for (let attempt = 0; attempt < 300; attempt++) {
    if (ended) throw new Error('the server ended at its start');
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`${url} did not become ready`);
}
