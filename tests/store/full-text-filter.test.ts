import { afterEach, beforeEach, expect, it } from 'vitest';
import { openStore } from '@/lib/store';
import { allowedPassages } from '@/lib/store/allowed-passages';
import { searchFullText } from '@/lib/store/full-text';
import type { Store } from '@/lib/store/types';
import { addDocument, identityOf, temporaryStore, type TemporaryStore } from './open-temporary';

const WEIGHTS = { title: 1, heading: 1, body: 1 };
let target: TemporaryStore;
let other: Store;

beforeEach(async () => {
  target = await temporaryStore(identityOf(8));
  for (let number = 0; number < 40; number += 1)
    addDocument(target, {
      uri: `${number}.md`,
      passages: [`needle ${'hay '.repeat(number % 7)}`],
      metadata: { tags: number % 4 === 0 ? ['fourth'] : [] },
    });
  other = await openStore(target.file);
});
afterEach(async () => {
  await other.close();
  await target.remove();
});

const found = (limit: number, filter = {}) =>
  searchFullText(target.store, { match: 'needle', filter, limit, weights: WEIGHTS });

it('finds with a filter what it finds without one and the filter keeps, in the same order', () => {
  const isAllowed = allowedPassages(target.store, { tags: ['fourth'] });
  const expected = found(100).filter(({ id }) => isAllowed(id));
  expect(expected).toHaveLength(10);
  for (const limit of [1, 3, 10, 50])
    expect(found(limit, { tags: ['fourth'] })).toEqual(expected.slice(0, limit));
  expect(found(5, { tags: ['none'] })).toEqual([]);
});

it('keeps no passage that has left the filter since, whoever has changed it', () => {
  const [first, second] = found(2, { tags: ['fourth'] });
  target.store.db.prepare('DELETE FROM document_tags WHERE document_id = ?').run(first?.documentId);
  expect(found(1, { tags: ['fourth'] })[0]?.id).toBe(second?.id);
  other.db.prepare('DELETE FROM document_tags WHERE document_id = ?').run(second?.documentId);
  expect(found(20, { tags: ['fourth'] })).toHaveLength(8);
});
