import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { authorize, KEY_COOKIE, keyRequired } from '@/lib/api/authorize';
import { problemHeaders } from '@/lib/api/problem-headers';
import { keyCookie } from '@/lib/api/session';
import { RecollectError } from '@/lib/errors';
import { createApiKey, findApiKey, revokeApiKey } from '@/lib/store/api-keys';
import type { Scope } from '@/lib/store/scopes';
import { temporaryStore, type TemporaryStore } from '@/tests/store/open-temporary';

const LOCAL = {
  host: '127.0.0.1',
  requireKey: false,
  allowedHosts: [],
  corsOrigins: ['https://app.example'],
};
const OPEN = { ...LOCAL, host: '0.0.0.0' };

let place: TemporaryStore;
beforeEach(async () => {
  place = await temporaryStore();
});
afterEach(() => place.remove());

const make = (scopes: Scope[], expiresAt: Date | null = null) =>
  createApiKey(place.store, { name: 'test', scopes, expiresAt });
const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` });

async function refusal(
  headers: Record<string, string>,
  needed: Scope = 'search',
): Promise<RecollectError | null> {
  try {
    await authorize(new Headers(headers), needed, OPEN, async () => place.store);
    return null;
  } catch (thrown) {
    if (thrown instanceof RecollectError) return thrown;
    throw thrown;
  }
}
const code = async (...given: Parameters<typeof refusal>) => (await refusal(...given))?.code ?? null;

describe('keyRequired', () => {
  it('holds wherever others than this machine can reach the server, and where it is wished', () => {
    const required = (host: string, requireKey = false) => keyRequired({ ...LOCAL, host, requireKey });
    expect(['127.0.0.1', '127.0.0.2', 'localhost', '::1'].map((host) => required(host))).not.toContain(true);
    expect(['0.0.0.0', '::', '192.168.1.2', 'box.example'].map((host) => required(host))).not.toContain(
      false,
    );
    expect(required('127.0.0.1', true)).toBe(true);
    expect(keyRequired({ ...LOCAL, allowedHosts: ['search.example'] })).toBe(true);
  });
});

describe('authorize', () => {
  it('asks for nothing, and does not even open the database, on a loopback address', async () => {
    const open = vi.fn();
    expect(await authorize(new Headers(bearer('rk_x')), 'admin', LOCAL, open)).toBeNull();
    expect(open).not.toHaveBeenCalled();
  });

  it('lets a key do what its scopes include, and no more', async () => {
    const { secret } = make(['ingest']);
    expect(await code(bearer(secret), 'search')).toBeNull();
    expect(await code(bearer(secret), 'ingest')).toBeNull();
    const refused = await refusal(bearer(secret), 'admin');
    expect(refused).toMatchObject({ code: 'scope_missing', status: 403 });
    expect(refused?.message).not.toContain(secret);
  });

  it('takes the key from a header, or else from the cookie', async () => {
    const { secret } = make(['search']);
    const cookie = `locale=zh; ${KEY_COOKIE}=${secret}`;
    expect(await code({ authorization: `bearer  ${secret} ` })).toBeNull();
    expect(await code({ cookie })).toBeNull();
    expect(await code({ cookie, authorization: 'Basic eDp5' })).toBeNull();
    expect(await code({ cookie, ...bearer('rk_wrong') })).toBe('key_invalid');
  });

  it('does not take the cookie from a page of another site, though that may use the API', async () => {
    const { secret } = make(['search']);
    const cookie = `${KEY_COOKIE}=${secret}`;
    const origin = 'https://app.example';
    expect(await code({ cookie, origin })).toBe('key_missing');
    expect(await code({ origin, ...bearer(secret) })).toBeNull();
    // Its own address in the list makes the server's own pages no strangers.
    expect(await code({ cookie, origin, host: 'app.example' })).toBeNull();
  });

  it.each([{}, { cookie: 'locale=zh' }, { cookie: `${KEY_COOKIE}=` }, { authorization: 'Bearer' }])(
    'calls %j a missing key',
    async (headers) => {
      expect(await code(headers as Record<string, string>)).toBe('key_missing');
    },
  );

  it('refuses revoked and expired keys, and notes the use of valid ones', async () => {
    const { key, secret } = make(['admin'], new Date(Date.now() + 3_600_000));
    expect(await code(bearer(secret))).toBeNull();
    expect(findApiKey(place.store, secret)?.lastUsedAt).not.toBeNull();
    revokeApiKey(place.store, key.id);
    expect(await code(bearer(secret))).toBe('key_invalid');
    expect(await code(bearer(make(['admin'], new Date(Date.now() - 1000)).secret))).toBe('key_expired');
  });

  it('says in the headers what to send', async () => {
    const headersOf = (error: RecollectError | null) => error && problemHeaders(error)['www-authenticate'];
    expect(headersOf(await refusal({}))).toBe('Bearer realm="Recollect"');
    expect(headersOf(await refusal(bearer('rk_wrong')))).toContain('error="invalid_token"');
    const { secret } = make(['search']);
    expect(headersOf(await refusal(bearer(secret), 'ingest'))).toContain('scope="ingest"');
  });
});

describe('the cookie that keeps a key', () => {
  const now = Date.parse('2030-01-01T00:00:00Z');
  const request = (headers = {}) => new Request('http://box.example/api/v1/session', { headers });

  it('is out of reach for scripts and other sites, and ends with the key', () => {
    const { key, secret } = make(['search'], new Date(now + 60_000));
    expect(keyCookie(request(), { key, secret }, now)).toBe(
      `${KEY_COOKIE}=${secret}; Path=/; Max-Age=60; HttpOnly; SameSite=Strict`,
    );
    const lasting = make(['search']);
    expect(keyCookie(request(), lasting, now)).toContain('Max-Age=2592000;');
  });

  it('is kept to HTTPS where that is spoken', () => {
    const secure = request({ 'x-forwarded-proto': 'https' });
    expect(keyCookie(secure, make(['search']), now)).toMatch(/; Secure$/);
  });

  it('is ended by signing out', () => {
    expect(keyCookie(request(), null)).toContain(`${KEY_COOKIE}=; Path=/; Max-Age=0;`);
  });
});
