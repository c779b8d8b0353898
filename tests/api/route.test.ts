import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Problem } from '@/lib/errors';
import { createApiKey } from '@/lib/store/api-keys';
import type { Scope } from '@/lib/store/scopes';
import { temporaryStore, type TemporaryStore } from '@/tests/store/open-temporary';

let place: TemporaryStore;
vi.mock('@/lib/runtime', () => ({ runtime: async () => ({ store: place.store }) }));

/** A fresh copy of the module with another environment, which is read once. */
async function routeWith(env: Record<string, string>): Promise<typeof import('@/lib/api/route')> {
  vi.resetModules();
  // Counted for the whole process, whatever copies of the module there are.
  Reflect.deleteProperty(globalThis, Symbol.for('recollect.rate-limit'));
  for (const [name, value] of Object.entries({ LOG_LEVEL: 'silent', ...env })) vi.stubEnv(name, value);
  return import('@/lib/api/route');
}

beforeAll(async () => {
  place = await temporaryStore();
});
afterAll(() => place.remove());
afterEach(() => vi.unstubAllEnvs());

const ask = (method: string, headers: Record<string, string> = {}) =>
  new Request('http://localhost:3000/api/v1/things', {
    method,
    headers: { host: 'localhost:3000', ...headers },
  });
const nowhere = { params: Promise.resolve(undefined) };
const codeOf = async (answer: Response) => ((await answer.json()) as Problem).code;
const keyWith = (scope: Scope) => ({
  authorization: `Bearer ${createApiKey(place.store, { name: 'test', scopes: [scope] }).secret}`,
});

describe('route', () => {
  it('asks every handler’s caller for the scope that it states, where keys are needed', async () => {
    const { json, needs, route } = await routeWith({ RECOLLECT_REQUIRE_KEY: '1' });
    const { GET, POST, DELETE, HEAD } = route({
      GET: needs('search', () => json({ got: true })),
      POST: needs('ingest', () => json({ put: true })),
      DELETE: needs('nothing', () => json({ gone: true })),
    });
    expect(await codeOf(await GET(ask('GET'), nowhere))).toBe('key_missing');
    expect((await HEAD(ask('HEAD'), nowhere)).status).toBe(401);
    expect((await GET(ask('GET', keyWith('search')), nowhere)).status).toBe(200);
    const refused = await POST(ask('POST', keyWith('search')), nowhere);
    expect(refused.headers.get('www-authenticate')).toContain('insufficient_scope');
    expect(await codeOf(refused)).toBe('scope_missing');
    expect((await POST(ask('POST', keyWith('ingest')), nowhere)).status).toBe(200);
    expect((await DELETE(ask('DELETE'), nowhere)).status).toBe(200);
  });

  it('adds the origin to what an answer varies by already', async () => {
    const { needs, route } = await routeWith({ RECOLLECT_CORS_ORIGINS: 'https://app.example' });
    const varied = () => new Response('', { headers: { vary: 'authorization, cookie' } });
    const answer = await route({ GET: needs('search', varied) }).GET(ask('GET'), nowhere);
    expect(answer.headers.get('vary')).toBe('authorization, cookie, Origin');
  });

  it('asks for nothing on a loopback address', async () => {
    const { json, needs, route } = await routeWith({});
    const { GET, PUT } = route({ GET: needs('admin', () => json({})) });
    const answer = await GET(ask('GET'), nowhere);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('ratelimit-limit')).toBeNull();
    const refused = await PUT(ask('PUT'), nowhere);
    expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS']);
  });

  it('counts a wrong key for the address, a right one for itself', async () => {
    const { json, needs, route } = await routeWith({ RECOLLECT_REQUIRE_KEY: '1', RECOLLECT_RATE_LIMIT: '2' });
    const { GET } = route({ GET: needs('search', () => json({})) });
    const wrong = { authorization: 'Bearer rk_wrong' };
    const codes = [];
    for (let count = 0; count < 3; count++) codes.push(await codeOf(await GET(ask('GET', wrong), nowhere)));
    expect(codes).toEqual(['key_invalid', 'key_invalid', 'rate_limited']);
    const answer = await GET(ask('GET', keyWith('search')), nowhere);
    expect([answer.status, answer.headers.get('ratelimit-remaining')]).toEqual([200, '1']);
  });

  it('ends work that takes too long', async () => {
    const { needs, route } = await routeWith({ RECOLLECT_REQUEST_SECONDS: '1' });
    let told: unknown;
    const { GET } = route({
      GET: needs(
        'nothing',
        ({ signal }) =>
          new Promise(() => {
            signal.addEventListener('abort', () => {
              told = signal.reason;
            });
          }),
      ),
    });
    const answer = await GET(ask('GET'), nowhere);
    expect([answer.status, await codeOf(answer)]).toEqual([504, 'timed_out']);
    expect(told).toMatchObject({ code: 'timed_out' });
  });
});
