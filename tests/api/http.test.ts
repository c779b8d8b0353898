import http from 'node:http';
import { describe, expect, inject, it } from 'vitest';
import { facetsAnswerSchema } from '@/lib/api/answers';
import { searchAnswerSchema } from '@/lib/api/search-answers';
import { readEventStream } from '@/lib/client/read-event-stream';
import type { Problem } from '@/lib/errors';

/** The API of the production server, as programs meet it. */

const base = inject('baseUrl');
const api = (path: string, init?: RequestInit) => fetch(`${base}/api/v1/${path}`, init);
const post = (body: string, headers: Record<string, string> = { 'content-type': 'application/json' }) =>
  api('search', { method: 'POST', body, headers });

async function problemOf(response: Response): Promise<Problem> {
  expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  const problem = (await response.json()) as Problem;
  expect(problem.status).toBe(response.status);
  expect(problem.instance).toBe(response.headers.get('x-request-id'));
  expect(problem.detail).not.toBe('');
  return problem;
}

async function documentId(query: string): Promise<string> {
  const answer = searchAnswerSchema.parse(await (await api(`search?q=${encodeURIComponent(query)}`)).json());
  return answer.hits[0]?.document.id ?? '';
}

describe('GET /api/v1/search', () => {
  it.each(['hybrid', 'semantic', 'lexical'])('ranks documents (%s) in the shape promised', async (mode) => {
    const response = await api(`search?q=why+does+bread+rise&mode=${mode}&explain=true`);
    expect(response.status).toBe(200);
    const answer = searchAnswerSchema.parse(await response.json());
    expect(answer).toMatchObject({ query: 'why does bread rise', mode });
    expect(answer.hits[0]?.document.title).toBe('Why bread rises');
    expect(answer.hits.map(({ rank }) => rank)).toEqual(answer.hits.map((_, index) => index + 1));
    for (const { passages, score, explanation } of answer.hits) {
      const sum = explanation?.lists.reduce((total, { contribution }) => total + contribution, 0);
      expect(sum).toBeCloseTo(score, 6);
      for (const { text, bestSentence, highlights } of passages) {
        expect(text.slice(bestSentence.start, bestSentence.end).trim()).not.toBe('');
        for (const { start, end } of highlights) expect(text.slice(start, end)).toMatch(/^\S+$/);
      }
    }
  });

  it('finds Chinese by words of two characters', async () => {
    const answer = searchAnswerSchema.parse(await (await api('search?q=%E7%B1%B3%E9%A5%AD')).json());
    expect(answer.hits[0]?.document.title).toBe('怎样煮好一锅米饭');
  });

  it('keeps to limit, offset and filters', async () => {
    const all = searchAnswerSchema.parse(await (await api('search?q=bread')).json());
    const second = searchAnswerSchema.parse(await (await api('search?q=bread&limit=1&offset=1')).json());
    expect(second.hits).toHaveLength(1);
    expect(second.hits[0]?.document.id).toBe(all.hits[1]?.document.id);
    expect(second.hits[0]?.rank).toBe(2);

    const sky = searchAnswerSchema.parse(await (await api('search?q=bread&collection=sky')).json());
    expect(sky.hits.every(({ document }) => document.collection === 'sky')).toBe(true);
    const old = searchAnswerSchema.parse(await (await api('search?q=bread&to=2023-12-31&tag=baking')).json());
    expect(old.hits.map(({ document }) => document.title)).toEqual(['Keeping a sourdough starter']);
  });

  it.each([
    ['', 'q'],
    ['q=', 'q'],
    ['q=%20%20', 'q'],
    ['q=x&limit=0', 'limit'],
    ['q=x&limit=10000', 'limit'],
    ['q=x&limit=ten', 'limit'],
    ['q=x&offset=-1', 'offset'],
    ['q=x&mode=fuzzy', 'mode'],
    ['q=x&from=yesterday', 'from'],
    ['q=x&k=5', 'k'],
    ['q=a&q=b', 'q'],
  ])('refuses ?%s and names the field %s', async (parameters, field) => {
    const problem = await problemOf(await api(`search?${parameters}`));
    expect(problem).toMatchObject({ status: 400, code: 'invalid_request' });
    expect(problem.errors?.map((error) => error.field)).toEqual([field]);
  });

  it('answers a query of 100,000 characters with words, in the address as in a body', async () => {
    const q = 'x'.repeat(100_000);
    for (const response of [await api(`search?q=${q}`), await post(JSON.stringify({ q }))])
      expect(await problemOf(response)).toMatchObject({ status: 400, code: 'query_too_long' });
  });

  it.each([
    '"',
    'NEAR(',
    'a AND',
    '*',
    "'; DROP TABLE documents; --",
    '{"a":1}',
    '\u0000',
    '（',
    '\ud800',
    'OR NOT ^',
  ])('takes %j for words, not for query syntax', async (q) => {
    for (const mode of ['hybrid', 'lexical', 'semantic']) {
      const response = await post(JSON.stringify({ q, mode }));
      expect(response.status).toBe(200);
    }
  });
});

describe('POST /api/v1/search', () => {
  it('answers as GET does', async () => {
    const viaPost = searchAnswerSchema.parse(
      await (await post(JSON.stringify({ q: 'stars', collection: ['sky'], limit: 3 }))).json(),
    );
    const viaGet = searchAnswerSchema.parse(
      await (await api('search?q=stars&collection=sky&limit=3')).json(),
    );
    expect({ ...viaPost, tookMs: 0, timings: null }).toEqual({ ...viaGet, tookMs: 0, timings: null });
  });

  it.each([
    ['{', 'malformed_json', 400],
    ['', 'malformed_json', 400],
    ['{"q": "x",}', 'malformed_json', 400],
    ['null', 'invalid_request', 400],
    ['[]', 'invalid_request', 400],
    ['"bread"', 'invalid_request', 400],
    ['{"q": 5}', 'invalid_request', 400],
    ['{"q": ["a"]}', 'invalid_request', 400],
    ['{"q": "x", "limit": "5"}', 'invalid_request', 400],
    ['{"q": "x", "limit": 0}', 'invalid_request', 400],
    ['{"q": "x", "limit": 10000}', 'invalid_request', 400],
    ['{"q": "x", "limit": 1e308}', 'invalid_request', 400],
    ['{"q": "x", "topK": 5}', 'invalid_request', 400],
    ['{"q": "x", "tag": {"a": 1}}', 'invalid_request', 400],
    ['{"q": "x", "__proto__": {"limit": 1}}', 'invalid_request', 400],
    ['{"q": "x", "constructor": 1}', 'invalid_request', 400],
    ['{"q": "x", "explain": "yes"}', 'invalid_request', 400],
  ])('refuses %s with %s', async (body, code, status) => {
    expect(await problemOf(await post(body))).toMatchObject({ code, status });
  });

  it.each([
    ['a hundred thousand brackets', '['.repeat(100_000)],
    ['a hundred thousand lists in lists', '['.repeat(100_000) + ']'.repeat(100_000)],
    ['half a character', Uint8Array.from([...Buffer.from('{"q": "'), 0xe4, 0xb8, ...Buffer.from('"}')])],
  ])('is not upset by %s', async (_what, body) => {
    const response = await api('search', {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json; charset=utf-8' },
    });
    expect((await problemOf(response)).status).toBe(400);
  });

  it('does not repeat the body in its complaint', async () => {
    const problem = await problemOf(await post('{"q": "secret words"'));
    expect(JSON.stringify(problem)).not.toContain('secret');
  });

  it('wants JSON, and not too much of it', async () => {
    expect(await problemOf(await post('q=x', { 'content-type': 'text/plain' }))).toMatchObject({
      status: 415,
      code: 'unsupported_media_type',
    });
    expect(await problemOf(await post(JSON.stringify({ q: 'x', pad: 'y'.repeat(1_100_000) })))).toMatchObject(
      {
        status: 413,
        code: 'body_too_large',
      },
    );
  });
});

describe('GET /api/v1/summary', () => {
  it('streams spine, sentences with citations, and done with the model', async () => {
    const response = await api('summary?q=why+does+bread+rise&sentences=2');
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    if (response.body === null) throw new Error('no body');
    const events: { event: string; id: string; data: Record<string, unknown> }[] = [];
    for await (const { event, id, data } of readEventStream(response.body))
      events.push({ event, id, data: JSON.parse(data) as Record<string, unknown> });

    expect(events.map(({ id }) => id)).toEqual(events.map((_, index) => String(index + 1)));
    expect(events[0]?.event).toBe('spine');
    expect(events.at(-1)?.event).toBe('done');
    expect(events.at(-1)?.data).toMatchObject({ reason: 'written', model: { id: expect.any(String) } });
    const known = new Set(
      (events[0]?.data.sentences as { passageId: number }[]).map(({ passageId }) => passageId),
    );
    const sentences = events.filter(({ event }) => event === 'sentence').map(({ data }) => data.sentence);
    expect(sentences.length).toBeGreaterThanOrEqual(1);
    expect(sentences.length).toBeLessThanOrEqual(2);
    for (const sentence of sentences as { text: string; citations: number[]; support: number }[]) {
      expect(sentence.text).not.toBe('');
      expect(sentence.citations.length).toBeGreaterThanOrEqual(1);
      expect(sentence.citations.every((id) => known.has(id))).toBe(true);
      expect(sentence.support).toBeGreaterThanOrEqual(0.9);
    }
  });

  it('refuses a bad request before the stream begins', async () => {
    expect(await problemOf(await api('summary?q='))).toMatchObject({ code: 'invalid_request' });
    expect(await problemOf(await api('summary?q=x&sentences=9'))).toMatchObject({ code: 'invalid_request' });
    expect(await problemOf(await api(`summary?q=${'x'.repeat(3000)}`))).toMatchObject({
      code: 'query_too_long',
    });
  });

  it('goes on serving when readers leave in the middle', async () => {
    for (let turn = 0; turn < 3; turn++) {
      const abort = new AbortController();
      const response = await api('summary?q=how+far+are+the+stars&sentences=5', { signal: abort.signal });
      await response.body?.getReader().read();
      abort.abort();
    }
    const response = await api('summary?q=how+far+are+the+stars&sentences=1');
    expect(await response.text()).toMatch(/event: done/);
  });
});

describe('documents', () => {
  it('are listed a page at a time, each exactly once', async () => {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = (await (
        await api(`documents?limit=3${cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`}`)
      ).json()) as { items: { id: string }[]; nextCursor: string | null; total: number };
      expect(page.items.length).toBeLessThanOrEqual(3);
      expect(page.total).toBeGreaterThanOrEqual(8);
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThanOrEqual(8);
  });

  it('are given whole, with passages that are slices of the text', async () => {
    const document = (await (await api(`documents/${await documentId('the flood of 1952')}`)).json()) as {
      title: string;
      text: string;
      passages: { start: number; end: number }[];
    };
    expect(document.title).toBe('A history of the reading room');
    expect(document.passages.length).toBeGreaterThan(1);
    for (const { start, end } of document.passages) expect(document.text.slice(start, end)).not.toBe('');
  });

  it.each(['unknown', 'ffffffffffffffff', '..%2F..%2Fetc%2Fpasswd', '%00', 'x'.repeat(300), "' OR 1=1 --"])(
    'are not there under the id %j',
    async (id) => {
      for (const method of ['GET', 'DELETE'])
        expect(await problemOf(await api(`documents/${id}`, { method }))).toMatchObject({
          status: 404,
          code: 'not_found',
        });
    },
  );

  it.each([
    ['documents?limit=0', 'limit'],
    ['documents?limit=10000', 'limit'],
    ['documents?limit=ten', 'limit'],
    ['documents?state=lost', 'state'],
    ['documents?collection=', 'collection'],
    ['documents?k=5', 'k'],
    ['facets?from=yesterday', 'from'],
    ['facets?k=5', 'k'],
  ])('refuse /%s and name the field %s', async (path, field) => {
    const problem = await problemOf(await api(path));
    expect(problem).toMatchObject({ status: 400, code: 'invalid_request' });
    expect(problem.errors?.map((error) => error.field)).toEqual([field]);
  });

  it('refuses a cursor that it did not give', async () => {
    expect(await problemOf(await api('documents?cursor=%00%00nonsense'))).toMatchObject({ status: 400 });
  });

  it('are gone from the search once they are deleted', async () => {
    const id = await documentId('a moon with rivers of liquid methane');
    expect((await api(`documents/${id}`, { method: 'DELETE' })).status).toBe(204);
    expect((await api(`documents/${id}`)).status).toBe(404);
    for (const mode of ['semantic', 'lexical', 'hybrid']) {
      const answer = searchAnswerSchema.parse(
        await (await api(`search?q=liquid+methane&mode=${mode}`)).json(),
      );
      expect(answer.hits.map(({ document }) => document.id)).not.toContain(id);
    }
  });

  it('cannot be deleted by a page of another site', async () => {
    const id = await documentId('why does bread rise');
    for (const origin of ['https://evil.example', 'null']) {
      const response = await api(`documents/${id}`, { method: 'DELETE', headers: { origin } });
      expect(await problemOf(response)).toMatchObject({ status: 403, code: 'origin_not_allowed' });
    }
    expect((await api(`documents/${id}`)).status).toBe(200);
  });

  it('give script tags back as the text they are, in JSON', async () => {
    const response = await api(`documents/${await documentId('zirconium')}`);
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(((await response.json()) as { text: string }).text).toContain('window.owned');
  });
});

describe('GET /api/v1/facets', () => {
  it('counts what can be filtered by', async () => {
    const answer = facetsAnswerSchema.parse(await (await api('facets')).json());
    expect(answer.collections).toContainEqual({ value: 'kitchen', count: 3 });
    expect(answer.languages.map(({ value }) => value)).toContain('zh');
    const narrowed = facetsAnswerSchema.parse(
      await (await api('facets?collection=kitchen&tag=baking')).json(),
    );
    expect(narrowed.mediaTypes).toEqual([{ value: 'text/markdown', count: 2 }]);
  });
});

describe('GET /api/v1/health', () => {
  it('tells what it holds, its models and how late it runs', async () => {
    const health = (await (await api('health?reset=1')).json()) as Record<string, unknown>;
    expect(health).toMatchObject({
      live: true,
      ready: true,
      eventLoopDelayMs: { p50: expect.any(Number), p99: expect.any(Number), max: expect.any(Number) },
      models: { embedding: { id: 'recollect/minilm' } },
    });
  });

  it('refuses what it does not know', async () => {
    expect(await problemOf(await api('health?reset=maybe'))).toMatchObject({ code: 'invalid_request' });
  });
});

describe('every route', () => {
  it.each([
    ['PUT', 'search'],
    ['DELETE', 'search'],
    ['POST', 'summary'],
    ['PUT', 'documents'],
    ['PATCH', 'documents/x'],
    ['POST', 'health'],
    ['DELETE', 'facets'],
  ])('answers %s /%s with 405 and what is allowed', async (method, path) => {
    const response = await api(path, { method });
    expect(await problemOf(response)).toMatchObject({ status: 405, code: 'method_not_allowed' });
    expect(response.headers.get('allow')).toMatch(/GET/);
  });

  it('answers HEAD and OPTIONS', async () => {
    const head = await api('search?q=bread', { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
    const options = await api('search', { method: 'OPTIONS' });
    expect([options.status, options.headers.get('allow')]).toEqual([204, 'GET, HEAD, POST, OPTIONS']);
    expect(options.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('keeps a given request id, unless it could do harm', async () => {
    const kept = await api('health', { headers: { 'x-request-id': 'job-7:1' } });
    expect(kept.headers.get('x-request-id')).toBe('job-7:1');
    const replaced = await api('health', { headers: { 'x-request-id': '"><script>' } });
    expect(replaced.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it.each(['/api/v1/search?q=bread', '/', '/?q=bread'])(
    'is closed to a foreign name that leads here (DNS rebinding): %s',
    async (path) => {
      const { port } = new URL(base);
      const [status, body] = await new Promise<[number | undefined, string]>((resolve, reject) => {
        http
          .get({ host: '127.0.0.1', port, path, headers: { host: `evil.example:${port}` } }, (response) => {
            let text = '';
            response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
            response.on('end', () => resolve([response.statusCode, text]));
          })
          .on('error', reject);
      });
      expect(status).toBe(403);
      expect((JSON.parse(body) as Problem).code).toBe('host_not_allowed');
    },
  );
});

it('has an icon also for browsers that ask by habit', async () => {
  const response = await fetch(`${base}/favicon.ico`);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('image/svg+xml');
  expect(await response.text()).toContain('<svg');
});

it('shows on the page of the API the address that a proxy serves', async () => {
  const page = async (headers = {}) => (await fetch(`${base}/docs`, { headers })).text();
  const secure = `${base.replace('http:', 'https:')}/api/v1/`;
  expect(await page({ 'x-forwarded-proto': 'https' })).toContain(secure);
  const plain = await page();
  expect(plain).toContain(`${base}/api/v1/`);
  expect(plain).not.toContain(secure);
});
