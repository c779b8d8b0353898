import { describe, expect, it } from 'vitest';
import { callerAddress } from '@/lib/api/caller-address';
import { problemHeaders } from '@/lib/api/problem-headers';
import { RateLimit, rateLimitOf } from '@/lib/api/rate-limit';
import { parseConfig } from '@/lib/config';
import { RecollectError } from '@/lib/errors';

describe('RateLimit', () => {
  it('counts down for every caller by himself, and then refuses', async () => {
    const limit = new RateLimit(2);
    const first = await limit.count('key:a');
    expect(first).toMatchObject({ 'ratelimit-limit': '2', 'ratelimit-remaining': '1' });
    expect(Number(first['ratelimit-reset'])).toBeGreaterThan(0);
    expect(Number(first['ratelimit-reset'])).toBeLessThanOrEqual(60);
    expect((await limit.count('key:a'))['ratelimit-remaining']).toBe('0');
    const refused: unknown = await limit.count('key:a').catch((thrown: unknown) => thrown);
    expect(refused).toMatchObject({ code: 'rate_limited', status: 429 });
    const headers = problemHeaders(refused as RecollectError);
    expect(headers).toMatchObject({ 'ratelimit-limit': '2', 'ratelimit-remaining': '0' });
    expect(headers['retry-after']).toBe(headers['ratelimit-reset']);
    expect((await limit.count('key:b'))['ratelimit-remaining']).toBe('1');
  });

  it('is there wherever a key is needed, unless something else is configured', () => {
    const of = (env: Record<string, string>) => rateLimitOf(parseConfig(env));
    expect(of({})).toBe(0);
    expect(of({ HOST: '0.0.0.0' })).toBe(1_200);
    expect(of({ HOST: '0.0.0.0', RECOLLECT_RATE_LIMIT: '0' })).toBe(0);
    expect(of({ RECOLLECT_RATE_LIMIT: '5' })).toBe(5);
  });
});

describe('callerAddress', () => {
  const of = (address: string) => callerAddress(new Headers({ 'x-recollect-address': address }));

  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2::9', '2001:db8:1:2::/64'],
    ['2001:0db8:0001::', '2001:db8:1:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['', 'unknown'],
    ['nonsense', 'unknown'],
  ])('takes %s for %s', (address, network) => {
    expect(of(address)).toBe(network);
  });
});
