import { describe, expect, it } from 'vitest';
import { guardRequest } from '@/lib/api/request-guard';
import { RecollectError } from '@/lib/errors';

function refusal(method: string, headers: Record<string, string>, listens = '127.0.0.1'): string | null {
  try {
    guardRequest({ method, headers: new Headers(headers) }, listens);
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

describe('guardRequest for requests that may change something', () => {
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

  it('does not ask where reading comes from: the browser keeps the answer from other sites', () => {
    expect(refusal('GET', { host, origin: 'https://evil.example' })).toBeNull();
  });

  it('answers to any host when it was told to listen to the network', () => {
    expect(refusal('GET', { host: 'search.example' }, '0.0.0.0')).toBeNull();
    expect(refusal('DELETE', { host: 'search.example', origin: 'https://evil.example' }, '0.0.0.0')).toBe(
      'origin_not_allowed',
    );
  });
});
