import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { expect, inject, it } from 'vitest';
import { ApiError, createClient } from '@/lib/client/client';
import { MAP_EXTENT } from '@/lib/store/map-extent';
import { read } from '@/tests/docs/documents';

const url = inject('baseUrl');
const recollect = createClient({ url });

it('searches, by one request or by several', async () => {
  const bread = { q: 'why does bread rise', limit: 2, collection: 'kitchen', filter: 'NOT language:zh' };
  const { hits } = await recollect.search(bread);
  expect(hits[0]?.document.title).toBe('Why bread rises');
  const answers = await recollect.searchBatch([bread, { q: '米饭', mode: 'lexical' }]);
  expect(answers.map(({ hits: [first] }) => first?.document.title)).toEqual([
    'Why bread rises',
    '怎样煮好一锅米饭',
  ]);
  const passage = hits[0]?.passages[0];
  const explained = await recollect.explain({ q: bread.q, passage: passage?.id ?? 0 });
  expect(explained.passage.text).toBe(passage?.text);
  expect((await recollect.passage(passage?.id ?? 0)).passage.text).toBe(passage?.text);
  expect((await recollect.suggest({ q: 'why bre' }))[0]).toMatchObject({
    text: 'Why bread rises',
    kind: 'title',
  });
  expect((await recollect.facets({})).collections.length).toBeGreaterThan(1);
});

it('streams a summary', async () => {
  const types = new Set<string>();
  for await (const { type } of recollect.summary({ q: 'why does bread rise' })) types.add(type);
  expect([...types]).toEqual(expect.arrayContaining(['spine', 'sentence', 'done']));
});

it('adds documents, hears of the job, and deletes them', async () => {
  const job = await recollect.addDocuments({
    collection: 'of-the-client',
    documents: [{ id: 'tea', title: 'Tea', text: 'Green tea wants water of eighty degrees.' }],
  });
  const states: string[] = [];
  for await (const news of recollect.jobEvents(job.id)) if (news.type === 'job') states.push(news.job.state);
  expect(states.at(-1)).toBe('done');
  expect((await recollect.job(job.id)).items[0]?.state).toBe('done');
  let page = await recollect.jobs({ limit: 1 });
  while (page.items[0]?.id !== job.id && page.nextCursor !== null)
    page = await recollect.jobs({ limit: 1, cursor: page.nextCursor });
  expect(page.items.map(({ id }) => id)).toEqual([job.id]);
  const { items } = await recollect.documents({ collection: 'of-the-client' });
  expect((await recollect.document(items[0]?.id ?? '')).text).toContain('eighty degrees');
  expect(await recollect.deleteDocuments({ collection: ['of-the-client'], dryRun: true })).toEqual({
    matched: 1,
    deleted: 0,
  });
  await recollect.deleteDocument(items[0]?.id ?? '');
  expect((await recollect.documents({ collection: 'of-the-client' })).total).toBe(0);
});

it('chooses on the map by an outline, and places what the filter lets through', async () => {
  const { passages } = await recollect.map(false);
  const polygon = [
    [0, 0],
    [MAP_EXTENT, 0],
    [MAP_EXTENT, MAP_EXTENT],
    [0, MAP_EXTENT],
  ];
  const chosen = await recollect.selectOnMap({ polygon });
  expect(chosen.passages).toBeGreaterThan(0);
  expect(chosen.passages).toBeLessThanOrEqual(passages);
  expect(await recollect.selection(chosen.id)).toEqual(chosen);
  const { hits } = await recollect.placeOnMap({
    q: 'bread',
    mode: 'lexical',
    limit: 1,
    collection: 'kitchen',
  });
  expect(hits).toHaveLength(1);
  const { holdings } = await recollect.health({ reset: false });
  expect(holdings?.documents).toBeGreaterThan(0);
});

it('throws what the server says, and says so when there is none', async () => {
  const error: unknown = await recollect.search({ q: 'x', limit: 1_000 }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ApiError);
  expect(error).toMatchObject({ code: 'invalid_request', status: 400, details: { reason: /limit/ } });
  await expect(createClient({ url: 'http://127.0.0.1:9' }).stats()).rejects.toMatchObject({
    code: 'unreachable',
    status: 0,
  });
  const abort = AbortSignal.abort();
  await expect(recollect.search({ q: 'x' }, abort)).rejects.toMatchObject({ name: 'AbortError' });
});

it('sends its key, and tells when it is refused', async () => {
  const refused: string[] = [];
  const answer = new Response(JSON.stringify({ code: 'key_expired', detail: 'Too old.', status: 401 }), {
    status: 401,
    headers: { 'content-type': 'application/problem+json' },
  });
  const sent: Headers[] = [];
  const client = createClient({
    url: 'http://elsewhere.example/',
    key: 'rk_1',
    onKeyRefused: (code) => refused.push(code),
    fetch: async (address, init) => {
      expect(address).toBe('http://elsewhere.example/api/v1/search?q=x');
      sent.push(new Headers(init?.headers));
      return answer;
    },
  });
  await expect(client.search({ q: 'x' })).rejects.toMatchObject({ code: 'key_expired' });
  expect(sent[0]?.get('authorization')).toBe('Bearer rk_1');
  expect(refused).toEqual(['key_expired']);
});

it('is one file without packages, as its page says, and does there what the page shows', async () => {
  const page = read('docs/client.md');
  expect(page).toContain('npx esbuild lib/client/client.ts --bundle --format=esm');
  const folder = await mkdtemp(path.join(tmpdir(), 'recollect-client-'));
  try {
    const bundled = await build({
      entryPoints: ['lib/client/client.ts'],
      bundle: true,
      format: 'esm',
      write: false,
      metafile: true,
    });
    const text = bundled.outputFiles[0]?.text ?? '';
    expect(Object.keys(bundled.metafile.inputs).every((input) => input.startsWith('lib/client/'))).toBe(true);
    await writeFile(path.join(folder, 'recollect-client.mjs'), text);
    const [, shown = ''] = /```ts\n([\s\S]*?)```/.exec(page) ?? [];
    const program = shown
      .replace("'@/lib/client/client'", "'./recollect-client.mjs'")
      .replace('http://127.0.0.1:3000', url)
      .replaceAll('console.log(', 'said.push(');
    await writeFile(path.join(folder, 'shown.mjs'), `export const said = [];\n${program}`);
    const { said } = (await import(pathToFileURL(path.join(folder, 'shown.mjs')).href)) as { said: string[] };
    expect(said[0]).toBe('Why bread rises');
    expect(said.at(-1)).toBe('done');
    const { items } = await recollect.documents();
    await recollect.deleteDocument(items.find(({ title }) => title === 'Tea')?.id ?? '');
  } finally {
    await rm(folder, { recursive: true });
  }
});
