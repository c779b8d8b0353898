import { afterEach, beforeEach, expect, it } from 'vitest';
import { deleteDocument, openStore } from '@/lib/store';
import { keysById, keysByVector } from '@/lib/store/passage-keys';
import type { PassageKey, Store } from '@/lib/store/types';
import { addDocument, identityOf, temporaryStore, type TemporaryStore } from './open-temporary';

let target: TemporaryStore;
let other: Store;

beforeEach(async () => {
  target = await temporaryStore(identityOf(8));
  addDocument(target, { uri: 'a.md', passages: ['bread', 'salt', 'same words'] });
  addDocument(target, { uri: 'b.md', passages: ['moon', 'same words'] });
  other = await openStore(target.file);
});
afterEach(async () => {
  await other.close();
  await target.remove();
});

/** What the database says, straight. */
function stored(): PassageKey[] {
  const sql = `SELECT id, vector_id AS vectorId, document_id AS documentId FROM passages WHERE live = 1 ORDER BY id`;
  return target.store.db.prepare<[], PassageKey>(sql).all();
}

const ids = [1, 2, 3, 4, 5, 6, 7, 8];
const byId = () => {
  const keys = keysById(target.store, ids);
  return ids.flatMap((id) => keys.get(id) ?? []);
};
const byVector = () => {
  const vectors = [...new Set(stored().map(({ vectorId }) => vectorId)), 999];
  return keysByVector(target.store, vectors).sort((a, b) => a.id - b.id);
};

it('tells of each passage its vector and its document, and all passages of a vector', () => {
  expect(stored()).toHaveLength(5);
  for (let turn = 0; turn < 2; turn += 1) {
    expect(byId()).toEqual(stored());
    expect(byVector()).toEqual(stored());
  }
});

it('knows at once what has come and gone, whoever has written it', () => {
  expect(byId()).toHaveLength(5);
  expect(byVector()).toHaveLength(5);
  addDocument({ ...target, store: other }, { uri: 'c.md', passages: ['same words', 'tides'] });
  expect(stored()).toHaveLength(7);
  expect(byVector()).toEqual(stored());
  expect(byId()).toEqual(stored());
  deleteDocument(target.store, stored()[0]?.documentId ?? '');
  expect(stored()).toHaveLength(4);
  expect(byId()).toEqual(stored());
  expect(byVector()).toEqual(stored());
});

it('gives no key for a passage that is not searchable, and gives it once it is', () => {
  const setLive = (live: number) => other.db.prepare('UPDATE passages SET live = ? WHERE id = 2').run(live);
  setLive(0);
  expect(keysById(target.store, [2]).get(2)).toBeNull();
  expect(byVector()).toEqual(stored());
  setLive(1);
  expect(keysById(target.store, [2]).get(2)).toMatchObject({ id: 2 });
  expect(byVector()).toEqual(stored());
});

it('does not take a reading that failed for passages that are not there', () => {
  const index = 'passages_vector_id_live_document_id_idx';
  const { sql } = target.store.db.prepare('SELECT sql FROM sqlite_master WHERE name = ?').get(index) as {
    sql: string;
  };
  target.store.db.exec(`DROP INDEX ${index}`);
  expect(byVector).toThrow(/no such index/);
  target.store.db.exec(sql);
  expect(byVector()).toEqual(stored());
});
