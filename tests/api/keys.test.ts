import { readFileSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { globSync } from 'tinyglobby';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { searchAnswerSchema } from '@/lib/api/search-answers';
import type { Session } from '@/lib/api/session';
import type { Problem } from '@/lib/errors';
import { listApiKeys, revokeApiKey } from '@/lib/store/api-keys';
import { openStore } from '@/lib/store';
import { projectRoot } from '@/scripts/support/project-root';
import { repainted, violations } from '@/tests/support/axe';
import { launch, openPage, skipReason, visit } from '@/tests/support/browser';
import { startKeyedServer, type KeyedServer } from '@/tests/support/keyed-server';

/** Another server on the shared documents, one that asks for keys. */
let server: KeyedServer;
beforeAll(async () => {
  server = await startKeyedServer();
});
afterAll(() => server.stop());

const api = (place: string, init?: RequestInit) => fetch(`${server.base}/api/v1/${place}`, init);
const withKey = (secret: string, init: RequestInit = {}): RequestInit => ({
  ...init,
  headers: { ...init.headers, authorization: `Bearer ${secret}` },
});
const codeOf = async (response: Response) => ((await response.json()) as Problem).code;
const signIn = (key: string) =>
  api('session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ key }),
  });

async function anyDocument(): Promise<string> {
  const answer = await api('search?q=why+does+bread+rise', withKey(server.secrets.search));
  return searchAnswerSchema.parse(await answer.json()).hits[0]?.document.id ?? '';
}

/** Files of app below a folder, as the places they serve, with `1` for what a path leaves open. */
const places = (pattern: string) =>
  globSync(pattern, { cwd: path.join(projectRoot, 'app') }).map((file) => ({
    file,
    place: path.posix.dirname(`/${file}`).replaceAll(/\[\w+\]/g, '1'),
  }));

describe('without a key', () => {
  /** Routes that need none, whatever the method. */
  const OPEN = [
    '/api/v1/health',
    '/api/v1/health/live',
    '/api/v1/health/ready',
    '/api/v1/openapi.json',
    '/api/v1/session',
  ];

  it('no route answers but those that may', async () => {
    const routes = places('**/route.ts').filter(({ place }) => !OPEN.includes(place));
    expect(routes.length).toBeGreaterThan(10);
    for (const { file, place } of routes) {
      const source = readFileSync(path.join(projectRoot, 'app', file), 'utf8');
      for (const [, method = ''] of source.matchAll(/^ {2}(GET|POST|DELETE): /gm)) {
        const response = await fetch(server.base + place, { method });
        expect([place, method, response.status]).toEqual([place, method, 401]);
        expect(response.headers.get('www-authenticate')).toMatch(/^Bearer /);
        expect(await codeOf(response)).toBe('key_missing');
      }
    }
  });

  it('no page shows what is held, in whatever way it is asked for', async () => {
    const id = await anyDocument();
    expect(id).not.toBe('');
    const pages = places('**/page.tsx').filter(({ place }) => !place.startsWith('/docs'));
    expect(pages.length).toBeGreaterThan(3);
    for (const { place } of pages) {
      const address = `${server.base}${place.replace(/^\/documents\/1$/, `/documents/${id}`)}?q=why+does+bread+rise`;
      const ways: Record<string, string>[] = [{}, { rsc: '1' }, { cookie: 'recollect_key=rk_wrong' }];
      for (const headers of ways) {
        const text = await (await fetch(address, { headers })).text();
        expect([place, /Why bread rises|yeast|minilm/i.test(text)]).toEqual([place, false]);
      }
      const page = await (await fetch(address)).text();
      expect([place, page.includes('A key is needed')]).toEqual([place, true]);
    }
  });

  it('health says whether the server is ready, and nothing of what it holds', async () => {
    const open = (await (await api('health')).json()) as object;
    expect(open).toMatchObject({ live: true, ready: true, holdings: null, index: null });
    expect(open).toMatchObject({ models: { embedding: null, generation: null } });
    expect(open).toMatchObject({ memoryBytes: 0, peakMemoryBytes: 0, uptimeSeconds: 0 });
    const known = (await (await api('health', withKey(server.secrets.search))).json()) as object;
    expect(known).toMatchObject({ ready: true, holdings: { documents: expect.any(Number) as number } });
  });
});

it('tells anybody whether it lives and is ready', async () => {
  expect(await (await api('health/live')).json()).toEqual({ live: true });
  expect(await (await api('health/ready')).json()).toEqual({ ready: true });
});

it('gives its counters to Prometheus, with a key of the scope admin', async () => {
  const metrics = (secret: string) => fetch(`${server.base}/metrics`, withKey(secret));
  expect((await metrics(server.secrets.ingest)).status).toBe(403);
  await api('search?q=bread', withKey(server.secrets.admin));
  await api('documents/nobody', withKey(server.secrets.admin));
  const answer = await metrics(server.secrets.admin);
  expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=/);
  const text = await answer.text();
  expect(text).toMatch(
    /^recollect_http_requests_total\{method="GET",route="\/api\/v1\/search",status="200"\} \d+$/m,
  );
  expect(text).toContain('route="/api/v1/documents/{id}",status="404"');
  expect(text).toMatch(/^recollect_search_stage_duration_seconds_count\{mode="hybrid",stage="embed"\} \d+$/m);
  expect(text).toMatch(/^recollect_waiting\{work="searches"\} 0$/m);
  for (const held of ['ready', 'documents', 'passages', 'index_vectors'])
    expect(text).toMatch(new RegExp(`^recollect_${held} [1-9]\\d*$`, 'm'));
  expect(text).toMatch(/^process_cpu_seconds_total /m);
  expect(text).not.toMatch(/bread|nobody|rk_/);
});

it('tells what an examination found, and starts one, with a key of the scope admin', async () => {
  const { search, ingest, admin } = server.secrets;
  for (const method of ['GET', 'POST']) {
    const refused = await api('examination', withKey(ingest, { method }));
    expect([refused.status, await codeOf(refused)]).toEqual([403, 'scope_missing']);
  }
  expect((await api('examination', withKey(admin))).status).toBe(200);
  const page = async (key: string) => (await fetch(`${server.base}/status`, withKey(key))).text();
  expect(await page(admin)).toContain('Examine now</button>');
  expect(await page(search)).not.toContain('Examine now</button>');
});

describe('with a key', () => {
  it('its scope decides what it may do', async () => {
    const { search, ingest, admin, expired } = server.secrets;
    for (const secret of [search, ingest, admin])
      expect((await api('search?q=bread', withKey(secret))).status).toBe(200);
    for (const [place, method] of [
      ['documents/nobody', 'DELETE'],
      ['jobs', 'GET'],
    ] as const) {
      const refused = await api(place, withKey(search, { method }));
      expect([refused.status, await codeOf(refused)]).toEqual([403, 'scope_missing']);
      expect((await api(place, withKey(ingest, { method }))).status).toBe(method === 'GET' ? 200 : 404);
    }
    const late = await api('search?q=bread', withKey(expired));
    expect([late.status, await codeOf(late)]).toEqual([401, 'key_expired']);
    const wrong = await api('search?q=bread', withKey('rk_wrong'));
    expect([wrong.status, await codeOf(wrong)]).toEqual([401, 'key_invalid']);
  });

  it('a browser gets a cookie that opens pages, and writes only from the pages themselves', async () => {
    expect(await codeOf(await signIn('rk_wrong'))).toBe('key_invalid');
    const answer = await signIn(server.secrets.ingest);
    expect(answer.status).toBe(204);
    const set = answer.headers.get('set-cookie') ?? '';
    expect(set).toMatch(/^recollect_key=rk_[\w-]+; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Strict$/);
    const cookie = set.split(';')[0] ?? '';
    const page = await (await fetch(`${server.base}/?q=why+does+bread+rise`, { headers: { cookie } })).text();
    expect(page).toContain('Why bread rises');
    const session = (await (await api('session', { headers: { cookie } })).json()) as Session;
    expect(session).toEqual({ keyRequired: true, scopes: ['ingest'] });

    const remove = (origin: string) =>
      api('documents/nobody', { method: 'DELETE', headers: { cookie, origin } });
    expect(await codeOf(await remove('https://evil.example'))).toBe('origin_not_allowed');
    expect(await codeOf(await remove(server.base))).toBe('not_found');

    const out = await api('session', { method: 'DELETE', headers: { cookie } });
    expect(out.headers.get('set-cookie')).toContain('Max-Age=0');
  });
});

describe('other names and other sites', () => {
  /** fetch does not let one choose the host. */
  const statusFor = (host: string) =>
    new Promise((resolve, reject) => {
      const request = http.get(`${server.base}/api/v1/health`, { headers: { host } }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      });
      request.once('error', reject);
    });

  it('it answers to the names it was given, and to no others', async () => {
    expect(await statusFor('search.example')).toBe(200);
    expect(await statusFor('evil.example')).toBe(403);
  });

  it('a page of a listed site may use the API with a key, not with the cookie; others may not', async () => {
    const origin = 'https://app.example';
    const asked = { 'access-control-request-method': 'DELETE' };
    const preflight = await api('documents/1', { method: 'OPTIONS', headers: { origin, ...asked } });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-origin')).toBe(origin);
    expect(preflight.headers.get('access-control-allow-methods')).toContain('DELETE');

    const remove = (headers: Record<string, string>) =>
      api('documents/nobody', { method: 'DELETE', headers: { 'sec-fetch-site': 'cross-site', ...headers } });
    const allowed = await remove({ origin, authorization: `Bearer ${server.secrets.admin}` });
    expect(allowed.headers.get('access-control-allow-origin')).toBe(origin);
    expect(await codeOf(allowed)).toBe('not_found');
    expect(await codeOf(await remove({ origin, cookie: `recollect_key=${server.secrets.admin}` }))).toBe(
      'key_missing',
    );
    const evil = await remove({ origin: 'https://evil.example' });
    expect(evil.headers.get('access-control-allow-origin')).toBeNull();
    expect(evil.headers.get('vary')).toMatch(/\bOrigin\b/i);
    expect(await codeOf(evil)).toBe('origin_not_allowed');
  });
});

it('counts the requests of every key, and refuses those beyond the limit for a while', async () => {
  const ask = (init: RequestInit) => api('facets', init);
  const first = await ask(withKey(server.secrets.spare));
  expect(first.headers.get('ratelimit-limit')).toBe('300');
  expect(first.headers.get('ratelimit-remaining')).toBe('299');
  let last = first;
  // A minute may end in between on a slow machine; then the count begins anew.
  for (let count = 0; count < 3000 && last.status === 200; count++)
    last = await ask(withKey(server.secrets.spare));
  expect(last.status).toBe(429);
  expect(last.headers.get('ratelimit-remaining')).toBe('0');
  expect(last.headers.get('retry-after')).toBe(last.headers.get('ratelimit-reset'));
  expect(await codeOf(last)).toBe('rate_limited');
  expect((await ask(withKey(server.secrets.admin))).status).toBe(200);
  expect((await api('health')).status).toBe(200);
});

it('refuses searches beyond those that may wait, and answers again when it is less busy', async () => {
  const answers = await Promise.all(
    Array.from({ length: 60 }, (_, index) => api(`search?q=bread+${index}`, withKey(server.secrets.search))),
  );
  const refused = answers.filter(({ status }) => status === 503);
  expect(answers.filter(({ status }) => status === 200).length + refused.length).toBe(60);
  expect(refused.length).toBeGreaterThan(0);
  for (const answer of refused) {
    expect(answer.headers.get('retry-after')).toMatch(/^\d+$/);
    expect(await codeOf(answer)).toBe('overloaded');
  }
  expect((await api('search?q=bread', withKey(server.secrets.search))).status).toBe(200);
});

describe.skipIf(skipReason !== null)('in the browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  it('a page asks for a key, keeps it from scripts, offers no more than it allows, and forgets it', async () => {
    const { page, close } = await visit(browser, server.base);
    await openPage(page, `${server.base}/?q=why+does+bread+rise`);
    await page.getByRole('heading', { name: 'A key is needed' }).waitFor();
    await page.getByLabel('Key').fill('rk_wrong');
    await page.keyboard.press('Enter');
    await page.getByText('There is no such key, or it was revoked.').waitFor();
    expect(await violations(page)).toEqual([]);
    // Night changes colours, not the layout.
    await page.emulateMedia({ colorScheme: 'dark' });
    await repainted(page);
    expect(await violations(page, ['color-contrast'])).toEqual([]);
    await page.getByLabel('Key').fill(server.secrets.search);
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('link', { name: 'Why bread rises' }).waitFor();
    expect(await page.evaluate(() => document.cookie + JSON.stringify(localStorage))).not.toContain('rk_');

    await openPage(page, `${server.base}/library`);
    await page.getByRole('link', { name: 'Why bread rises' }).waitFor();
    expect(await page.getByRole('button', { name: /^Delete/ }).count()).toBe(0);
    expect(await page.getByText('Add documents').count()).toBe(0);

    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'A key is needed' }).waitFor();
    await close();
  });

  it('a page whose key is revoked meanwhile asks for another, and goes on where it was', async () => {
    const { page, close } = await visit(browser, server.base, { locale: 'zh-CN' });
    await openPage(page, server.base);
    await page.getByLabel('密钥').fill(server.secrets.ingest);
    await page.keyboard.press('Enter');
    await page.locator('#search-box').waitFor();
    await openPage(page, server.base);
    const store = await openStore(path.join(inject('dataDir'), 'recollect.db'));
    const used = listApiKeys(store).find(({ prefix }) => server.secrets.ingest.startsWith(prefix));
    revokeApiKey(store, used?.id ?? '');
    await store.close();

    await page.locator('#search-box').fill('bread');
    const dialog = page.getByRole('dialog', { name: '需要密钥' });
    await dialog.getByLabel('密钥').fill(server.secrets.admin);
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Why bread rises' }).waitFor();
    expect(page.url()).toContain('q=bread');
    await close();
  });
});
