import { afterEach, beforeEach, expect, it } from 'vitest';
import { vectorsAtHand } from '@/lib/search/vectors-at-hand';
import {
  addDocument,
  identityOf,
  temporaryStore,
  vectorOf,
  type TemporaryStore,
} from '../store/open-temporary';

const DIMENSION = 8;
let target: TemporaryStore;
beforeEach(async () => {
  target = await temporaryStore(identityOf(DIMENSION));
  addDocument(target, { uri: 'a.md', passages: ['bread', 'salt', 'moon'] });
});
afterEach(() => target.remove());

it('takes the vectors that came with the answer, and reads the others', () => {
  const mine = vectorOf('came along', DIMENSION);
  const hits = [2, 3].map((label) => ({ label, similarity: 0.5 }));
  const vectorsOf = vectorsAtHand(target.store, { hits, vectors: mine }, DIMENSION);
  const stored = vectorsAtHand(target.store, { hits: [], vectors: new Float32Array() }, DIMENSION)([1, 3]);
  const vectors = vectorsOf([1, 2, 3, 999]);
  expect(vectors.get(2)).toEqual(mine);
  expect(vectors.get(1)).toEqual(stored.get(1));
  expect(vectors.get(3)).toEqual(stored.get(3));
  expect(stored.get(3)).toHaveLength(DIMENSION);
  expect(vectors.has(999)).toBe(false);
});

it('reads nothing for an answer without a vector', () => {
  const vectorsOf = vectorsAtHand(target.store, { hits: [], vectors: new Float32Array() }, 0);
  expect(vectorsOf([]).size).toBe(0);
});
