import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { searchAnswerSchema } from '@/lib/api/search-answers';
import type { JobAnswer } from '@/lib/api/jobs';
import { readEventStream } from '@/lib/client/read-event-stream';
import type { Problem } from '@/lib/errors';

/** Handing documents to the production server. */

const base = inject('baseUrl');
const dataDir = inject('dataDir');
const api = (address: string, init?: RequestInit) => fetch(`${base}/api/v1/${address}`, init);

function form(files: Record<string, string>, fields: [string, string][] = []): FormData {
  const data = new FormData();
  for (const [name, value] of fields) data.append(name, value);
  for (const [name, text] of Object.entries(files)) data.append('file', new Blob([text]), name);
  return data;
}

const send = (body: FormData) => api('documents', { method: 'POST', body });
const sendJson = (body: unknown) =>
  api('documents', {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  });
const jobOf = async (id: string) => (await (await api(`jobs/${id}`)).json()) as JobAnswer;

async function foldersWithoutJob(): Promise<string[]> {
  const folders = await readdir(path.join(dataDir, 'uploads'));
  const answers = await Promise.all(folders.map((id) => api(`jobs/${id}`)));
  return folders.filter((_, index) => answers[index]?.status === 404);
}

/** Reads a job's events to its end. */
async function eventsOf(id: string, headers: Record<string, string> = {}) {
  const response = await api(`jobs/${id}/events`, { headers });
  expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  const events = [];
  if (response.body) for await (const event of readEventStream(response.body)) events.push(event);
  return events;
}

describe('POST /api/v1/documents', () => {
  it('takes files, makes the readable ones searchable and says why one is not', async () => {
    const response = await send(
      form(
        {
          'lighthouse.md': '# Lighthouse\n\nA Fresnel lens throws its beam twenty miles.',
          'tide.txt': 'The neap tide comes with the half moon.',
          'virus.exe': 'MZ',
          'torn.pdf': '%PDF-1.7 torn',
        },
        [
          ['collection', 'coast'],
          ['tag', 'sea'],
          ['tag', 'light'],
        ],
      ),
    );
    expect(response.status).toBe(202);
    const { id, options, items } = (await response.json()) as JobAnswer;
    expect(response.headers.get('location')).toBe(`/api/v1/jobs/${id}`);
    expect(options).toEqual({ collection: 'coast', tags: ['sea', 'light'] });
    expect(items.find(({ name }) => name === 'virus.exe')).toMatchObject({
      state: 'failed',
      error: { code: 'unknown_format' },
      retryable: false,
    });

    const events = await eventsOf(id);
    expect(JSON.parse(events.at(-1)?.data ?? '')).toMatchObject({ job: { id, state: 'done' } });
    const [first] = events;
    const rest = await eventsOf(id, { 'last-event-id': first?.id ?? '' });
    expect(rest).toEqual(events.slice(1));

    const done = await jobOf(id);
    expect(done.items.map(({ state, error }) => [state, error?.code ?? null])).toEqual([
      ['done', null],
      ['done', null],
      ['failed', 'unknown_format'],
      ['failed', 'corrupt_document'],
    ]);
    const answer = searchAnswerSchema.parse(
      await (await api('search?q=how+far+does+the+lens+throw+light&collection=coast')).json(),
    );
    expect(answer.hits[0]?.document).toMatchObject({
      uri: 'upload:coast/lighthouse.md',
      tags: ['light', 'sea'],
    });
    expect(await readdir(path.join(dataDir, 'uploads', id))).toHaveLength(1);

    const retried = await api(`jobs/${id}/retry`, { method: 'POST' });
    expect(retried.status).toBe(202);
    await eventsOf(id);
    expect((await jobOf(id)).counts).toMatchObject({ done: 2, failed: 2 });

    const listed = (await (await api('jobs?limit=100')).json()) as { items: JobAnswer[] };
    expect(listed.items.map((job) => job.id)).toContain(id);
  });

  it('takes documents as JSON', async () => {
    const response = await sendJson({
      collection: 'letters',
      documents: [
        {
          id: 'letter-1',
          title: 'To a friend',
          text: 'The quince tree has flowered twice.',
          tags: ['garden'],
        },
        { text: 'No title, and no id.' },
      ],
    });
    expect(response.status).toBe(202);
    const { id } = (await response.json()) as JobAnswer;
    await eventsOf(id);
    const { items } = await jobOf(id);
    expect(items.map(({ name, state }) => [name, state])).toEqual([
      ['letter-1', 'done'],
      [expect.stringMatching(/^[0-9a-f]{16}$/), 'done'],
    ]);
    const document = await (await api(`documents/${items[0]?.documentId}`)).json();
    expect(document).toMatchObject({ title: 'To a friend', collection: 'letters', tags: ['garden'] });
  });

  it('never takes a name for a path', async () => {
    const names = [
      '../../escape.md',
      '/etc/escape.md',
      '..\\escape.md',
      'tur\u202Edm.md',
      '.md',
      'x'.repeat(300) + '.md',
    ];
    const body = new FormData();
    for (const name of names) body.append('file', new Blob(['A text.']), name);
    const { id, items } = (await (await send(body)).json()) as JobAnswer;
    expect(items.slice(0, 4).map(({ name }) => name)).toEqual([
      'escape.md',
      'escape (2).md',
      'escape (3).md',
      'turdm.md',
    ]);
    for (const { name } of items) expect(name).not.toMatch(/[/\\\p{C}]/u);
    await eventsOf(id);
    expect((await readdir(dataDir)).filter((name) => name.includes('escape'))).toEqual([]);
  });

  it('never takes a name for a path, however its header is written', async () => {
    const parts = [
      'filename="../../plan\0ted.md"',
      `filename*=UTF-8''..%2F..%2F%00planted-too.md`,
      'filename="/..\\..\\planted-as-well.md"',
    ];
    const body = parts
      .map((name) => `--line\r\ncontent-disposition: form-data; name="file"; ${name}\r\n\r\nA text.\r\n`)
      .join('');
    const response = await api('documents', {
      method: 'POST',
      body: `${body}--line--\r\n`,
      headers: { 'content-type': 'multipart/form-data; boundary=line' },
    });
    const { id, items } = (await response.json()) as JobAnswer;
    expect(items).toHaveLength(parts.length);
    for (const { name } of items) expect(name).not.toMatch(/\.\.|[/\\\p{C}]/u);
    await eventsOf(id);
    expect((await jobOf(id)).state).toBe('done');
    for (const folder of [dataDir, path.dirname(dataDir)])
      expect((await readdir(folder)).filter((name) => name.includes('planted'))).toEqual([]);
  });

  it.each<[string, () => Promise<Response>, number, string]>([
    ['no file', () => send(form({}, [['collection', 'x']])), 400, 'invalid_request'],
    ['an unknown field', () => send(form({ 'a.md': 'a' }, [['color', 'red']])), 400, 'invalid_request'],
    [
      'a collection like a path',
      () => send(form({ 'a.md': 'a' }, [['collection', '../x']])),
      400,
      'invalid_request',
    ],
    ['an empty list', () => sendJson({ documents: [] }), 400, 'invalid_request'],
    [
      'an id twice',
      () =>
        sendJson({
          documents: [
            { id: 'a', text: 'a' },
            { id: 'a', text: 'b' },
          ],
        }),
      400,
      'invalid_request',
    ],
    [
      'another media type',
      () => api('documents', { method: 'POST', body: 'text' }),
      415,
      'unsupported_media_type',
    ],
    [
      'a body that breaks off',
      () =>
        api('documents', {
          method: 'POST',
          body: '--x\r\ncontent-disposition: form-data; name="file"; filename="a.md"\r\n\r\nhalf',
          headers: { 'content-type': 'multipart/form-data; boundary=x' },
        }),
      400,
      'invalid_request',
    ],
    [
      'too many files',
      () => send(form(Object.fromEntries(Array.from({ length: 201 }, (_, n) => [`${n}.md`, 'a'])))),
      413,
      'upload_too_large',
    ],
    [
      'a file too large',
      () => send(form({ 'a.md': 'x'.repeat(50 * 1024 * 1024 + 1) })),
      413,
      'upload_too_large',
    ],
    [
      'JSON too large',
      () => sendJson({ documents: [{ text: 'x'.repeat(9 * 1024 * 1024) }] }),
      413,
      'body_too_large',
    ],
  ])('refuses %s and keeps nothing', async (_, request, status, code) => {
    const response = await request();
    const problem = (await response.json()) as Problem;
    expect(problem, problem.detail).toMatchObject({ status, code });
    // Other tests upload at the same time, so a folder may be there a moment before its job.
    await expect.poll(foldersWithoutJob).toEqual([]);
  });
});

describe('a job', () => {
  it('that is not there is not found, on every way', async () => {
    for (const [address, method] of [
      ['jobs/none', 'GET'],
      ['jobs/none', 'DELETE'],
      ['jobs/none/events', 'GET'],
      ['jobs/none/retry', 'POST'],
    ] as const)
      expect((await api(address, { method })).status).toBe(404);
  });

  it('is cancelled and stays so', async () => {
    const long = Array.from({ length: 3000 }, (_, n) => `Sentence ${n} about the salt marsh.`).join('\n\n');
    const { id } = (await (await send(form({ 'marsh.md': long }))).json()) as JobAnswer;
    const cancelled = (await (await api(`jobs/${id}`, { method: 'DELETE' })).json()) as JobAnswer;
    expect(cancelled).toMatchObject({ state: 'cancelled', counts: { cancelled: 1 } });
    const again = (await (await api(`jobs/${id}`, { method: 'DELETE' })).json()) as JobAnswer;
    expect(again.state).toBe('cancelled');
  });

  it('refuses a Last-Event-ID that is none', async () => {
    expect((await api('jobs/none/events', { headers: { 'last-event-id': 'x' } })).status).toBe(400);
  });
});
