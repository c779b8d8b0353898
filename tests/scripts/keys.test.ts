import { describe, expect, it } from 'vitest';
import { parseExpiry, parseName, parseScopes } from '@/scripts/keys/options';
import { keyLines } from '@/scripts/keys/print-keys';
import type { ApiKey } from '@/lib/store/api-keys';

const now = new Date('2030-01-01T12:00:00Z');

describe('the options of npm run keys', () => {
  it.each([
    ['90d', '2030-04-01T12:00:00.000Z'],
    ['12h', '2030-01-02T00:00:00.000Z'],
    ['2w', '2030-01-15T12:00:00.000Z'],
    ['2030-12-31', '2030-12-31T00:00:00.000Z'],
    ['2030-12-31T10:00:00+01:00', '2030-12-31T09:00:00.000Z'],
  ])('take %s as the end of a key', (value, moment) => {
    expect(parseExpiry(value, now).toISOString()).toBe(moment);
  });

  it.each(['', '0d', '90', '-1d', '5y', 'soon', '2029-12-31', '99999999d'])('refuse %j as one', (value) => {
    expect(() => parseExpiry(value, now)).toThrow(/must be like 90d/);
  });

  it('take scopes and names that make sense', () => {
    expect(parseScopes('search, ingest')).toEqual(['search', 'ingest']);
    for (const value of ['', 'all', 'search,', 'SEARCH'])
      expect(() => parseScopes(value)).toThrow(/must be of/);
    expect(parseName(' backup job ')).toBe('backup job');
    for (const value of [' ', 'a\u202eb', 'x'.repeat(101)])
      expect(() => parseName(value)).toThrow(/1 to 100/);
  });
});

describe('the table of keys', () => {
  const key: ApiKey = {
    id: '0123456789ab',
    name: 'job',
    prefix: 'rk_abcdef',
    scopes: ['search'],
    createdAt: '2029-12-01T08:00:00.000+00:00',
    expiresAt: null,
    revokedAt: null,
    lastUsedAt: null,
  };

  it('says which keys are valid', () => {
    const expiresAt = '2029-12-31T00:00:00.000+00:00';
    const [head, ...lines] = keyLines(
      [key, { ...key, expiresAt }, { ...key, expiresAt, revokedAt: expiresAt }],
      now,
    );
    expect(head).toMatch(/^id +key +name +scopes +created +expires +last used +state$/);
    expect(lines.map((line) => /\w+$/.exec(line)?.[0])).toEqual(['valid', 'expired', 'revoked']);
    expect(lines[0]).toContain('2029-12-01 08:00');
  });

  it('says how to make one when there are none', () => {
    expect(keyLines([])).toEqual([expect.stringContaining('npm run keys -- create')]);
  });
});
