import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { documentPageSchema } from '@/lib/api/document-answers';
import { jobSchema } from '@/lib/api/job-answers';
import { fullPath, type Operation } from '@/lib/api/openapi/operation';
import { OPERATIONS } from '@/lib/api/openapi/operations';
import { parseConfig } from '@/lib/config';
import { createApiKey } from '@/lib/store/api-keys';
import { openStore } from '@/lib/store/open-store';
import { readEventStream } from '@/lib/client/read-event-stream';

/** Every example of the reference, asked of the production server and held against the schemas that are promised. */

const base = `${inject('baseUrl')}/api/v1`;
/** What stands for parameters of paths. */
const real: Record<string, string> = {};

async function ask(operation: Operation): Promise<Response> {
  const { method, example } = operation;
  const filled = fullPath(operation).replace(/\{(\w+)\}/g, (_, name: string) => real[name] ?? name);
  const query = example.query
    ? `?${new URLSearchParams(Object.entries(withRealNames(example.query)).map(([name, value]) => [name, String(value)]))}`
    : '';
  const body = example.body === undefined ? null : JSON.stringify(withRealNames(example.body));
  return fetch(`${inject('baseUrl')}${filled}${query}`, {
    method: method.toUpperCase(),
    body,
    headers: body === null ? {} : { 'content-type': 'application/json' },
  });
}

/** An example names a passage and a key that need not be there. */
function withRealNames(parameters: object): Record<string, unknown> {
  return {
    ...parameters,
    ...('passage' in parameters ? { passage: Number(real.passage) } : {}),
    ...('passages' in parameters ? { passages: [Number(real.passage)] } : {}),
    ...('key' in parameters ? { key: real.key } : {}),
  };
}

beforeAll(async () => {
  const add = OPERATIONS.find(({ id }) => id === 'addDocuments');
  if (!add) throw new Error('there is no addDocuments');
  const response = await ask(add);
  expect(response.status).toBe(add.example.status);
  let job = jobSchema.parse(await response.json());
  real.job = job.id;
  while (job.state === 'queued' || job.state === 'running') {
    await sleep(100);
    job = jobSchema.parse(await (await fetch(`${base}/jobs/${job.id}`)).json());
  }
  expect(job.items).toMatchObject([{ state: 'done' }]);
  const { databaseFile } = parseConfig({ ...process.env, RECOLLECT_DATA_DIR: inject('dataDir') });
  const store = await openStore(databaseFile);
  real.key = createApiKey(store, { name: 'contract', scopes: ['search'] }).secret;
  await store.close();
  const page = documentPageSchema.parse(await (await fetch(`${base}/documents?collection=examples`)).json());
  real.document = page.items[0]?.id ?? '';
  const document = (await (await fetch(`${base}/documents/${real.document}`)).json()) as {
    passages: { id: number }[];
  };
  real.passage = String(document.passages[0]?.id);
  const selectOnMap = OPERATIONS.find(({ id }) => id === 'selectOnMap');
  if (!selectOnMap) throw new Error('there is no selectOnMap');
  real.selection = ((await (await ask(selectOnMap)).json()) as { id: string }).id;
});

/** What deletes comes last. */
const inOrder = [...OPERATIONS].sort(
  (a, b) => Number(a.id === 'deleteDocument') - Number(b.id === 'deleteDocument'),
);

describe('examples of the reference', () => {
  it.each(inOrder.map((operation) => [operation.id, operation] as const))('%s', async (_, operation) => {
    const response = await ask(operation);
    expect(response.status).toBe(operation.example.status);
    const answer = operation.answers.find(({ status }) => status === response.status);
    const type = response.headers.get('content-type') ?? '';
    if (answer?.contentType === 'text/event-stream') {
      expect(type).toMatch(/^text\/event-stream/);
      let events = 0;
      for await (const { event, data } of readEventStream(response.body as ReadableStream<Uint8Array>)) {
        events += 1;
        if (answer.schema) answer.schema.parse({ type: event, ...(JSON.parse(data) as object) });
      }
      expect(events).toBeGreaterThan(0);
    } else if (answer?.contentType === 'text/plain') {
      expect(type).toMatch(/^text\/plain/);
      expect(await response.text()).toMatch(/^# HELP /m);
    } else if (answer?.schema) {
      expect(type).toMatch(/^application\/json/);
      answer.schema.parse(await response.json());
    } else expect(await response.text()).toBe('');
  });
});
