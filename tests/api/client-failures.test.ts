import { expect, it } from 'vitest';
import { createClient } from '@/lib/client/client';

/** What the client makes of answers that fail, break off, or are left. */

const bytes = (text: string) => new TextEncoder().encode(text);
const answering = (response: Response) =>
  createClient({ url: 'http://elsewhere.example', fetch: () => Promise.resolve(response) });
const json = (body: unknown, status: number, type = 'application/json', headers = {}) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': type, ...headers } });

/** The beginning of a body whose connection then breaks. */
function broken(text: string): Response {
  let told = false;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (told) controller.error(new TypeError('terminated'));
      else controller.enqueue(bytes(text));
      told = true;
    },
  });
  return new Response(body);
}

async function all<T>(events: AsyncIterable<T>): Promise<T[]> {
  const seen: T[] = [];
  for await (const event of events) seen.push(event);
  return seen;
}

it('ends the request of whoever leaves a loop over events', async () => {
  let cancelled = false;
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(bytes('event: spine\ndata: {"sentences":[]}\n\n')),
    cancel: () => {
      cancelled = true;
    },
  });
  for await (const { type } of answering(new Response(body)).summary({ q: 'x' })) {
    expect(type).toBe('spine');
    expect(cancelled).toBe(false);
    break;
  }
  expect(cancelled).toBe(true);
});

it('says that the server is unreachable when an answer breaks off', async () => {
  const unreachable = { name: 'ApiError', code: 'unreachable', status: 0 };
  await expect(answering(new Response('{"hits":[')).search({ q: 'x' })).rejects.toMatchObject(unreachable);
  await expect(answering(broken('{"hits":[')).search({ q: 'x' })).rejects.toMatchObject(unreachable);
  await expect(answering(broken('{"id":')).retryJob('1')).rejects.toMatchObject(unreachable);
  const events = 'event: token\ndata: {"text":"So"}\n\n';
  const seen: string[] = [];
  const summary = answering(broken(events)).summary({ q: 'x' });
  await expect(
    (async () => {
      for await (const { type } of summary) seen.push(type);
    })(),
  ).rejects.toMatchObject(unreachable);
  expect(seen).toEqual(['token']);
  await expect(all(answering(broken('')).jobEvents('1'))).rejects.toMatchObject(unreachable);
});

it('ends with an AbortError when an answer is no longer wanted while it comes', async () => {
  const abort = new AbortController();
  const client = createClient({
    fetch: (_, init) => {
      const body = new ReadableStream({
        start: (controller) =>
          init?.signal?.addEventListener('abort', () => controller.error(init.signal?.reason)),
      });
      return Promise.resolve(new Response(body));
    },
  });
  const search = client.search({ q: 'x' }, abort.signal);
  const events = all(client.summary({ q: 'x' }, abort.signal));
  setTimeout(() => abort.abort());
  await expect(search).rejects.toMatchObject({ name: 'AbortError' });
  await expect(events).rejects.toMatchObject({ name: 'AbortError' });
});

it('tells of a server that is not ready instead of throwing', async () => {
  const health = { ready: false, problem: { code: 'no_index', detail: 'Nothing is ingested.' } };
  expect(await answering(json(health, 503)).health()).toEqual(health);
  const problem = { code: 'overloaded', detail: 'Busy.', status: 503, details: {} };
  await expect(
    answering(json(problem, 503, 'application/problem+json', { 'retry-after': '2' })).health(),
  ).rejects.toMatchObject({ code: 'overloaded', retryAfter: 2 });
  await expect(answering(json(health, 503)).stats()).rejects.toMatchObject({ code: 'internal', status: 503 });
});

it('has a code and a status for what a proxy answers in its own words', async () => {
  const failed = { name: 'ApiError', code: 'internal', message: 'HTTP 502', status: 502 };
  const page = { status: 502, headers: { 'content-type': 'text/html', 'retry-after': 'tomorrow' } };
  const thrown: unknown = await answering(new Response('<h1>Bad gateway</h1>', page))
    .stats()
    .catch((error: unknown) => error);
  expect(thrown).toMatchObject({ ...failed, retryAfter: undefined });
  await expect(answering(json({ error: 'no' }, 502)).stats()).rejects.toMatchObject(failed);
  await expect(answering(json(null, 502)).stats()).rejects.toMatchObject(failed);
});

it('throws the error of a job, and gives that of a summary beside its sentences', async () => {
  const error = { code: 'worker_failed', detail: 'It ended.', details: {} };
  const stream = () => new Response(`event: error\ndata: ${JSON.stringify(error)}\n\n`);
  await expect(all(answering(stream()).jobEvents('1'))).rejects.toMatchObject({ code: 'worker_failed' });
  expect(await all(answering(stream()).summary({ q: 'x' }))).toEqual([{ type: 'error', ...error }]);
});
