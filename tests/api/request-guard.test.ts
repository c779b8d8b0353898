import { describe, expect, it } from 'vitest';
import { crossOriginHeaders } from '@/lib/api/cross-origin';
import { guardRequest } from '@/lib/api/request-guard';
import { parseConfig } from '@/lib/config';
import { RecollectError } from '@/lib/errors';

function refusal(
  method: string,
  headers: Record<string, string>,
  listens = '127.0.0.1',
  allow: { allowedHosts?: string[]; corsOrigins?: string[] } = {},
  links = false,
): string | null {
  try {
    guardRequest(
      { method, headers: new Headers(headers) },
      { host: listens, allowedHosts: [], corsOrigins: [], ...allow },
      { links },
    );
    return null;
  } catch (thrown) {
    if (thrown instanceof RecollectError) return thrown.code;
    throw thrown;
  }
}

describe('guardRequest on a loopback address', () => {
  it.each(['localhost:3000', '127.0.0.1:3000', '[::1]:3000', 'LOCALHOST', '127.0.0.1'])(
    'answers to %s',
    (host) => {
      expect(refusal('GET', { host })).toBeNull();
    },
  );

  it.each(['evil.example', 'evil.example:3000', 'localhost.evil.example', '127.0.0.1.evil.example', ''])(
    'refuses the host %j, even for reading (DNS rebinding)',
    (host) => {
      expect(refusal('GET', { host })).toBe('host_not_allowed');
    },
  );
});

describe('guardRequest for requests of other sites', () => {
  const host = 'localhost:3000';

  it('lets programs through, which send no Origin', () => {
    expect(refusal('DELETE', { host })).toBeNull();
  });

  it('lets its own pages through', () => {
    expect(
      refusal('DELETE', { host, origin: 'http://localhost:3000', 'sec-fetch-site': 'same-origin' }),
    ).toBeNull();
  });

  it.each(['https://evil.example', 'http://localhost:4000', 'null', 'not a url'])(
    'refuses a page of %s',
    (origin) => {
      expect(refusal('DELETE', { host, origin })).toBe('origin_not_allowed');
      expect(refusal('POST', { host, origin })).toBe('origin_not_allowed');
    },
  );

  it('refuses what the browser itself calls cross-site', () => {
    expect(refusal('DELETE', { host, 'sec-fetch-site': 'cross-site' })).toBe('origin_not_allowed');
  });

  it.each(['cross-site', 'same-site'])(
    'does not let a page that is %s keep the server busy, even with what it cannot read',
    (site) => {
      for (const method of ['GET', 'HEAD'])
        expect(refusal(method, { host, 'sec-fetch-site': site, 'sec-fetch-mode': 'no-cors' })).toBe(
          'origin_not_allowed',
        );
      expect(refusal('GET', { host, origin: 'https://evil.example' })).toBe('origin_not_allowed');
      // A preflight changes nothing and has to be answered.
      expect(refusal('OPTIONS', { host, origin: 'https://evil.example' })).toBeNull();
    },
  );

  it('reads for its own pages, and for an address that somebody typed', () => {
    for (const site of ['same-origin', 'none'])
      expect(refusal('GET', { host, 'sec-fetch-site': site })).toBeNull();
  });

  it('lets other sites link to pages, not show what is in them', () => {
    const page = (mode: string) =>
      refusal('GET', { host, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': mode }, host, {}, true);
    expect(page('navigate')).toBeNull();
    expect(page('no-cors')).toBe('origin_not_allowed');
    expect(refusal('POST', { host, 'sec-fetch-site': 'cross-site' }, host, {}, true)).toBe(
      'origin_not_allowed',
    );
  });

  it('answers to any host when it was told to listen to the network', () => {
    expect(refusal('GET', { host: 'search.example' }, '0.0.0.0')).toBeNull();
    expect(refusal('DELETE', { host: 'search.example', origin: 'https://evil.example' }, '0.0.0.0')).toBe(
      'origin_not_allowed',
    );
  });
});

describe('guardRequest with lists of what is allowed', () => {
  const allow = { allowedHosts: ['search.example'], corsOrigins: ['https://app.example'] };

  it.each(['127.0.0.1', '0.0.0.0'])(
    'answers on %s to the names listed, and to those of this machine',
    (listens) => {
      expect(refusal('GET', { host: 'search.example' }, listens, allow)).toBeNull();
      expect(refusal('GET', { host: 'Search.Example:3000' }, listens, allow)).toBeNull();
      expect(refusal('GET', { host: 'localhost:3000' }, listens, allow)).toBeNull();
      expect(refusal('GET', { host: 'evil.example' }, listens, allow)).toBe('host_not_allowed');
    },
  );

  it('lets pages of the origins listed change something, to the letter', () => {
    const from = (origin: string) =>
      refusal('DELETE', { host: 'search.example', origin, 'sec-fetch-site': 'cross-site' }, '0.0.0.0', allow);
    expect(from('https://app.example')).toBeNull();
    for (const origin of [
      'http://app.example',
      'https://app.example:444',
      'https://app.example.evil',
      'null',
    ])
      expect(from(origin)).toBe('origin_not_allowed');
  });
});

describe('crossOriginHeaders', () => {
  const listed = ['https://app.example'];
  const from = (origin: string | null) => new Headers(origin === null ? {} : { origin });

  it('name the one origin that asks, never all, and say that the answer depends on it', () => {
    const answer = crossOriginHeaders(from('https://app.example'), listed);
    expect(answer).toMatchObject({ vary: 'Origin', 'access-control-allow-origin': 'https://app.example' });
    expect(answer).not.toHaveProperty('access-control-allow-methods');
    expect(answer).not.toHaveProperty('access-control-allow-credentials');
    for (const origin of ['https://evil.example', 'null', '*', null])
      expect(crossOriginHeaders(from(origin), listed)).toEqual({ vary: 'Origin' });
  });

  it('tell a preflight what may be sent', () => {
    const answer = crossOriginHeaders(from('https://app.example'), listed, 'GET, DELETE');
    expect(answer).toMatchObject({ 'access-control-allow-methods': 'GET, DELETE' });
    expect(answer['access-control-allow-headers']).toContain('authorization');
  });

  it('are not there where nobody is allowed', () => {
    expect(crossOriginHeaders(from('https://app.example'), [])).toEqual({});
  });
});

describe('the lists in the environment', () => {
  it('are split, and refused when they name what is no host or no origin', () => {
    const parsed = parseConfig({
      RECOLLECT_ALLOWED_HOSTS: 'search.example, BOX.local,[::1]',
      RECOLLECT_CORS_ORIGINS: 'https://app.example,http://localhost:5173',
    });
    expect(parsed.allowedHosts).toEqual(['search.example', 'box.local', '[::1]']);
    expect(parsed.corsOrigins).toEqual(['https://app.example', 'http://localhost:5173']);
    for (const hosts of ['a b', 'https://x', 'x:3000', 'a,,b'])
      expect(() => parseConfig({ RECOLLECT_ALLOWED_HOSTS: hosts })).toThrow(/RECOLLECT_ALLOWED_HOSTS/);
    for (const origins of ['*', 'app.example', 'https://app.example/', 'null', 'https://a,*'])
      expect(() => parseConfig({ RECOLLECT_CORS_ORIGINS: origins })).toThrow(/RECOLLECT_CORS_ORIGINS/);
  });
});
