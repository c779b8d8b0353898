import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import Database from 'better-sqlite3';
import { createApiKey, findApiKey, listApiKeys, noteUse, revokeApiKey } from '@/lib/store/api-keys';
import { allows } from '@/lib/store/scopes';
import { temporaryStore, type TemporaryStore } from './open-temporary';

let place: TemporaryStore;
beforeEach(async () => {
  place = await temporaryStore();
});
afterEach(() => place.remove());

const make = () => createApiKey(place.store, { name: 'a job', scopes: ['ingest', 'search'] });

describe('API keys', () => {
  it('are found by their secret, of which nothing but the beginning is stored', () => {
    const { key, secret } = make();
    expect(secret).toMatch(/^rk_[\w-]{43}$/);
    expect(secret.startsWith(key.prefix)).toBe(true);
    expect(findApiKey(place.store, secret)).toEqual(key);
    expect(key).toMatchObject({ name: 'a job', scopes: ['search', 'ingest'], expiresAt: null });
    const stored = JSON.stringify(place.store.db.prepare('SELECT * FROM api_keys').all());
    expect(stored).not.toContain(secret.slice(key.prefix.length));
  });

  it.each(['', 'rk_', 'rk_wrong', `rk_${'x'.repeat(43)}`, 'x'.repeat(1_000_000), "rk_' OR 1=1 --"])(
    'are not found by %.20j',
    (secret) => {
      make();
      expect(findApiKey(place.store, secret)).toBeNull();
    },
  );

  it('stay listed when they are revoked, with the moment of the first time', () => {
    const { key, secret } = make();
    const revoked = revokeApiKey(place.store, key.id);
    expect(revoked?.revokedAt).not.toBeNull();
    expect(revokeApiKey(place.store, key.id)).toEqual(revoked);
    expect(findApiKey(place.store, secret)).toEqual(revoked);
    expect(listApiKeys(place.store)).toEqual([revoked]);
    expect(revokeApiKey(place.store, 'nobody')).toBeNull();
  });

  it('note their use once a minute', () => {
    const { secret } = make();
    const lastUse = () => findApiKey(place.store, secret)?.lastUsedAt;
    const use = (moment: string) => {
      const key = findApiKey(place.store, secret);
      if (key) noteUse(place.store, key, new Date(moment));
      return lastUse();
    };
    expect(use('2030-01-01T00:00:00Z')).toBe('2030-01-01T00:00:00.000+00:00');
    expect(use('2030-01-01T00:00:59Z')).toBe('2030-01-01T00:00:00.000+00:00');
    expect(use('2030-01-01T00:01:00Z')).toBe('2030-01-01T00:01:00.000+00:00');
  });

  it('do not make a request wait for whoever writes', () => {
    const { key, secret } = make();
    const other = new Database(place.file);
    other.exec('BEGIN IMMEDIATE');
    noteUse(place.store, key);
    expect(findApiKey(place.store, secret)?.lastUsedAt).toBeNull();
    other.exec('ROLLBACK');
    other.close();
    noteUse(place.store, key);
    expect(findApiKey(place.store, secret)?.lastUsedAt).not.toBeNull();
    expect(place.store.db.pragma('busy_timeout', { simple: true })).toBe(5000);
  });

  it('let requests in also where the database cannot be written', () => {
    const { key, secret } = make();
    place.store.db.pragma('query_only = 1');
    noteUse(place.store, key);
    expect(findApiKey(place.store, secret)?.lastUsedAt).toBeNull();
  });
});

describe('scopes', () => {
  it('include those before them', () => {
    expect(allows(['search'], 'search')).toBe(true);
    expect(allows(['search'], 'ingest')).toBe(false);
    expect(allows(['ingest'], 'search')).toBe(true);
    expect(allows(['admin'], 'ingest')).toBe(true);
    expect(allows(['search', 'ingest'], 'admin')).toBe(false);
    expect(allows([], 'search')).toBe(false);
  });
});
