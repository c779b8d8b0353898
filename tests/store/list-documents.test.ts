import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { failVersion, listDocuments } from '@/lib/store';
import { temporaryStore, type TemporaryStore } from './open-temporary';

describe('the list of documents', () => {
  let place: TemporaryStore;
  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2025-05-01T10:00:00.123Z') });
    place = await temporaryStore();
  });
  afterEach(async () => {
    vi.useRealTimers();
    await place.remove();
  });

  const write = (name: string) =>
    failVersion(place.store, {
      uri: name,
      source: null,
      metadata: {
        title: name,
        collection: 'c',
        language: 'en',
        mediaType: 'text/plain',
        date: null,
        tags: [],
      },
      sha256: '0'.repeat(64),
      settings: 's',
      size: 1,
      reason: { code: 'file_unreadable', message: 'unreadable' },
    });

  it.each([1, 2, 3])(
    'gives each document once, %i a page, also those written in one millisecond',
    async (limit) => {
      for (const name of ['a', 'b', 'c', 'd', 'e']) write(name);
      vi.setSystemTime(new Date('2025-05-01T10:00:00.124Z'));
      write('f');
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await listDocuments(place.store, { limit, cursor });
        expect(page.total).toBe(6);
        seen.push(...page.items.map(({ uri }) => uri));
        cursor = page.nextCursor ?? undefined;
      } while (cursor !== undefined);
      expect(seen[0]).toBe('f');
      expect([...seen].sort()).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
    },
  );
});
