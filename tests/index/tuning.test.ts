import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createKeeper, type Keeper } from '@/lib/index/keeper';
import {
  addDocument,
  identityOf,
  temporaryStore,
  vectorOf,
  type TemporaryStore,
} from '@/tests/store/open-temporary';

const DIMENSION = 8;
let target: TemporaryStore;

beforeEach(async () => {
  target = await temporaryStore(identityOf(DIMENSION));
  const passages = Array.from({ length: 400 }, (_, number) => `text ${number}`);
  addDocument(target, { uri: 'a.md', passages });
});
afterEach(() => target.remove());

async function measured(keeper: Keeper) {
  const { index } = keeper.current(target.store);
  while (keeper.recall === null) await new Promise((resolve) => setTimeout(resolve, 5));
  return { index, recall: keeper.recall };
}

describe('the ef of a graph', () => {
  it('is the smallest with which its own vectors are surely found', async () => {
    const keeper = createKeeper({ dir: `${target.folder}/index`, limit: 10, live: () => [] });
    const { index, recall } = await measured(keeper);
    expect(recall).toMatchObject({ k: 10, askedWith: 'passages' });
    const enough = recall.byEf.find(({ low }) => low >= 0.99)?.ef;
    expect(index.graph?.ef).toBe(enough);
    expect(recall.recommendedEf).toBe(enough);
    await keeper.close();
  });

  it('is measured with the queries that people asked, once there are enough', async () => {
    const live = Array.from({ length: 40 }, (_, number) => vectorOf(`question ${number}`, DIMENSION));
    const keeper = createKeeper({ dir: `${target.folder}/index`, limit: 10, live: () => live });
    const { recall } = await measured(keeper);
    expect(recall).toMatchObject({ askedWith: 'queries', sample: 40 });
    await keeper.close();
  });

  it('is measured again for another graph', async () => {
    const keeper = createKeeper({ dir: `${target.folder}/index`, limit: 10, live: () => [] });
    const { recall } = await measured(keeper);
    addDocument(target, {
      uri: 'b.md',
      passages: Array.from({ length: 300 }, (_, number) => `another text ${number}`),
    });
    keeper.current(target.store);
    while (keeper.recall === recall) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(keeper.recall?.byEf.length).toBeGreaterThan(0);
    await keeper.close();
  });

  it('does not hold up the end', async () => {
    const keeper = createKeeper({ dir: `${target.folder}/index`, limit: 10, live: () => [] });
    const { index } = keeper.current(target.store);
    while (!index.graph) await new Promise((resolve) => setImmediate(resolve));
    await keeper.close();
    expect(keeper.recall).toBeNull();
  });
});
