import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ChildProcess } from 'node:child_process';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openapiDocument } from '@/lib/api/openapi/document';
import { parseConfig } from '@/lib/config';
import { openStore } from '@/lib/store/open-store';
import { verify } from '@/lib/store/verify';
import { shareModels } from '@/tests/support/compiled-models';
import { freePort, ready, script } from '@/tests/support/web-server';
import { requestsOf } from './fuzzed-requests';

/** How many; `FUZZ_REQUESTS=5000 npx vitest run --project web tests/api/fuzz.test.ts` asks more. */
const REQUESTS = Number(process.env.FUZZ_REQUESTS ?? 300);
/** Chance decides how many requests are whole enough for an answer; the same ones come every time, or `FUZZ_SEED`'s. */
const SEED = Number(process.env.FUZZ_SEED ?? 1);
/** What is there at first; ids of it are asked for. */
const DOCUMENTS = 60;
/** Milliseconds that one may take on a busy machine. */
const LONGEST = 30_000;

const api = openapiDocument('0.0.0');
const ids: Record<string, string[]> = {};
let dataDir: string;
let server: ChildProcess;
let ended: Promise<unknown>;
let base: string;

beforeAll(async () => {
  dataDir = await mkdtemp(path.join(os.tmpdir(), 'recollect-fuzz-'));
  shareModels(dataDir);
  const port = await freePort();
  base = `http://127.0.0.1:${port}`;
  const env = { ...process.env, RECOLLECT_DATA_DIR: dataDir, HOST: '127.0.0.1', PORT: String(port) };
  server = script(['start'], { ...env, LOG_LEVEL: 'silent', MAP_AUTO: '0', NODE_ENV: 'production' });
  ended = new Promise((resolve) => server.once('close', resolve));
  await ready(server, `${base}/api/v1/documents`);
  // Many, because requests delete some; and little of what they name is said of these, so that few go at once.
  const texts = ['Bread rises because yeast makes gas.', 'The sky is blue by day.', '米饭要焖一会儿才好吃。'];
  const documents = Array.from({ length: DOCUMENTS }, (_, index) => ({
    id: `text-${index}`,
    text: `${index}. ${texts[index % texts.length]}`,
  }));
  const sent = await fetch(`${base}/api/v1/documents`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ documents, collection: 'kept', language: 'fi' }),
  });
  let job = (await sent.json()) as { id: string; state: string };
  while (job.state === 'queued' || job.state === 'running') {
    await sleep(100);
    job = (await (await fetch(`${base}/api/v1/jobs/${job.id}`)).json()) as typeof job;
  }
  const listed = await fetch(`${base}/api/v1/documents?limit=100`);
  const { items } = (await listed.json()) as { items: { id: string }[] };
  expect(items).toHaveLength(DOCUMENTS);
  ids.job = [job.id];
  ids.document = items.map(({ id }) => id);
  ids.passage = documents.map((_, index) => String(index + 1));
  const chosen = await fetch(`${base}/api/v1/map/selections`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ passages: [1] }),
  });
  ids.selection = [((await chosen.json()) as { id: string }).id];
});

afterAll(async () => {
  server.kill('SIGINT');
  await ended;
  await rm(dataDir, { recursive: true, force: true });
});

it('answers requests made from its description only as it is described, and lives', async () => {
  const seen = new Map<number, number>();
  await fc.assert(
    fc.asyncProperty(
      requestsOf({ api, ids }),
      async ({ operationId, method, path: asked, headers, body }) => {
        const response = await fetch(`${base}${asked}`, {
          method,
          headers,
          body,
          signal: AbortSignal.timeout(LONGEST),
        });
        await response.text();
        seen.set(response.status, (seen.get(response.status) ?? 0) + 1);
        const described = operationOf(operationId);
        expect(response.status).not.toBe(500);
        expect(Object.keys(described.responses)).toContain(String(response.status));
        const type = (response.headers.get('content-type') ?? '').split(';')[0];
        if (response.status !== 204)
          expect(Object.keys(described.responses[response.status]?.content ?? {})).toContain(type);
      },
    ),
    { numRuns: REQUESTS, seed: SEED, endOnFailure: true },
  );
  expect(server.exitCode).toBeNull();
  expect(seen.get(200)).toBeGreaterThan(REQUESTS / 4);
  expect(seen.get(400)).toBeGreaterThan(REQUESTS / 20);
  const { databaseFile } = parseConfig({ ...process.env, RECOLLECT_DATA_DIR: dataDir });
  const store = await openStore(databaseFile, { readonly: true });
  expect(verify(store)).toEqual([]);
  await store.close();
}, 1_800_000);

function operationOf(operationId: string) {
  const operations = Object.values(api.paths).flatMap((methods) => Object.values(methods));
  const operation = operations.find((described) => described.operationId === operationId);
  if (!operation) throw new Error(`there is no ${operationId}`);
  return operation;
}
