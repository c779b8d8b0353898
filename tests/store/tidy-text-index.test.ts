import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { deleteDocument, searchFullText, verify } from '@/lib/store';
import { openStore } from '@/lib/store/open-store';
import { tidyTextIndex } from '@/lib/store/tidy-text-index';
import { addDocument, temporaryStore, type TemporaryStore } from './open-temporary';

const NEVER = new AbortController().signal;
const WEIGHTS = { title: 2, heading: 1.5, body: 1 };

let target: TemporaryStore;

beforeEach(async () => {
  target = await temporaryStore();
});

afterEach(() => target.remove());

function addDocuments(from: number, to: number): void {
  for (let number = from; number < to; number += 1)
    addDocument(target, {
      uri: `${number}.txt`,
      passages: [`Passage ${number} of the river ${number % 7}.`],
    });
}

/** Pieces that the text index is in. */
function pieces(): number {
  const sql = 'SELECT count(DISTINCT segid) FROM passages_fts_idx';
  return Number(target.store.db.prepare(sql).pluck().get());
}

const found = () =>
  searchFullText(target.store, { match: '"river" OR "3"', limit: 100, weights: WEIGHTS }).map(
    ({ id, score }) => [id, score],
  );

describe('tidyTextIndex', () => {
  it('makes the text index one piece that answers as before', async () => {
    addDocuments(0, 50);
    expect(pieces()).toBeGreaterThan(1);
    const before = found();
    await tidyTextIndex(target.store, NEVER);
    expect(pieces()).toBe(1);
    expect(found()).toEqual(before);
    expect(verify(target.store)).toEqual([]);
  });

  it('does it again only when a twentieth of the passages has changed', async () => {
    const id = addDocument(target, { uri: 'first.txt', passages: ['The source of the river.'] });
    addDocuments(0, 49);
    await tidyTextIndex(target.store, NEVER);
    addDocuments(50, 52);
    await tidyTextIndex(target.store, NEVER);
    expect(pieces()).toBeGreaterThan(1);
    expect(deleteDocument(target.store, id)).toBe(true);
    await tidyTextIndex(target.store, NEVER);
    expect(pieces()).toBe(1);
  });

  it('goes on where it was stopped', async () => {
    addDocuments(0, 300);
    const before = pieces();
    const stop = new AbortController();
    const tidied = tidyTextIndex(target.store, stop.signal, 1);
    // It has taken its first step and rests.
    stop.abort();
    await tidied;
    expect(pieces()).toBeGreaterThan(1);
    expect(pieces()).toBeLessThanOrEqual(before + 1);
    await tidyTextIndex(target.store, NEVER, 1);
    expect(pieces()).toBe(1);
    expect(verify(target.store)).toEqual([]);
  });

  it('lets another connection write before it is through', async () => {
    addDocuments(0, 300);
    const other = await openStore(target.file);
    try {
      other.db.pragma('busy_timeout = 0');
      let through = false;
      const tidied = tidyTextIndex(target.store, NEVER, 1).then(() => {
        through = true;
      });
      addDocument({ ...target, store: other }, { uri: 'between.txt', passages: ['Written between.'] });
      await sleep(60);
      expect(through).toBe(false);
      addDocument({ ...target, store: other }, { uri: 'later.txt', passages: ['Written between.'] });
      await tidied;
    } finally {
      await other.close();
    }
    expect(searchFullText(target.store, { match: '"between"', limit: 9, weights: WEIGHTS })).toHaveLength(2);
    expect(verify(target.store)).toEqual([]);
  });

  it('tells when it cannot write, and fails nothing', async () => {
    addDocuments(0, 50);
    const other = await openStore(target.file);
    const warned = vi.spyOn(process, 'emitWarning').mockReturnValue();
    try {
      other.db.exec('BEGIN IMMEDIATE');
      target.store.db.pragma('busy_timeout = 0');
      await tidyTextIndex(target.store, NEVER);
      expect(warned).toHaveBeenCalledWith(expect.stringMatching(/could not be tidied.*locked/));
      expect(pieces()).toBeGreaterThan(1);
      other.db.exec('ROLLBACK');
      await tidyTextIndex(target.store, NEVER);
      expect(pieces()).toBe(1);
    } finally {
      warned.mockRestore();
      await other.close();
    }
  });
});
