import { beforeAll, describe, expect, it } from 'vitest';
import { HnswIndex } from '@/lib/index/hnsw';
import { PlannedIndex } from '@/lib/index/planned-index';
import { measureRecall } from '@/lib/index/recall';
import { seededVectors } from './seeded-vectors';

const DIMENSION = 32;
const LIMIT = 1_000;
const COUNT = 5_000;

function build(index: PlannedIndex): void {
  while (index.maintain(1_000));
}

describe('the planned index', () => {
  let index: PlannedIndex;
  let queries: Float32Array[];
  beforeAll(() => {
    const vectors = seededVectors(COUNT + 50, DIMENSION, 7);
    queries = vectors.splice(COUNT);
    index = new PlannedIndex(DIMENSION, LIMIT);
    for (const [label, vector] of vectors.entries()) index.add(label, vector);
  });

  it('scans exactly until the graph is built, and walks the graph then', () => {
    const [query] = queries as [Float32Array];
    expect(index.plan(query, 10).plan).toBe('exact');
    expect(index.maintain(1)).toBe(true);
    expect(index.plan(query, 10).plan).toBe('exact');
    build(index);
    expect(index.plan(query, 10).plan).toBe('hnsw');
    expect(index.plan(query, 10, { exact: true }).plan).toBe('exact');
  });

  it.each([
    [2, 'hnsw'],
    [10, 'exact'],
    [100, 'exact'],
    [1_000, 'exact'],
  ])('finds the exact answer (0.98 of it or more) when a filter keeps one of %d', (every, plan) => {
    const among = new Set(Array.from({ length: COUNT / every }, (_, at) => at * every));
    let found = 0;
    let wanted = 0;
    for (const query of queries) {
      const answer = index.plan(query, 10, { among });
      expect(answer.plan).toBe(plan);
      const exact = index.plan(query, 10, { among, exact: true }).hits.map(({ label }) => label);
      found += answer.hits.filter(({ label }) => exact.includes(label)).length;
      wanted += exact.length;
    }
    expect(found / wanted).toBeGreaterThanOrEqual(0.98);
  });

  it('knows at once what was added and no more what was removed, before the graph does', () => {
    const [, query] = queries as [Float32Array, Float32Array];
    index.add(COUNT, query);
    expect(index.pending).toBe(1);
    expect(index.plan(query, 1)).toMatchObject({ plan: 'hnsw', hits: [{ label: COUNT }] });
    index.remove(COUNT);
    expect(index.plan(query, 1).hits[0]?.label).not.toBe(COUNT);
  });

  it('measures its recall on stored vectors', async () => {
    const report = await measureRecall(index, { k: 10, sample: 40, seed: 1 }, new AbortController().signal);
    expect(report).toMatchObject({ k: 10, sample: 40, ef: 128 });
    const used = report.byEf.find(({ ef }) => ef === report.ef);
    expect(used?.recall).toBeGreaterThanOrEqual(0.98);
    expect(used?.low).toBeLessThanOrEqual(used?.recall ?? 0);
    expect(report.byEf[0]?.recall).toBeLessThanOrEqual(report.byEf.at(-1)?.recall ?? 0);
  });

  it('builds the graph anew when a fifth of it is dead, and serves meanwhile', () => {
    for (let label = 0; label < COUNT / 2; label += 1) index.remove(label);
    expect(index.graph?.deadShare).toBeGreaterThan(0.4);
    expect(index.maintain(1)).toBe(true);
    const [, , query] = queries as [Float32Array, Float32Array, Float32Array];
    const during = index.plan(query, 10).hits;
    expect(during.every(({ label }) => label >= COUNT / 2)).toBe(true);
    build(index);
    expect(index.graph?.deadShare).toBe(0);
    expect(index.plan(query, 10).hits).toEqual(during);
  });

  it('gives the graph up when few vectors are left', () => {
    for (let label = 0; label < COUNT - LIMIT / 2; label += 1) index.remove(label);
    build(index);
    expect(index.graph).toBeNull();
    expect(index.plan(queries[0] ?? new Float32Array(), 3)).toMatchObject({ plan: 'exact' });
  });
});

it('falls back to an exact scan when the graph finds fewer than there are', () => {
  /** A graph with parts that no way leads to, as many deletions can leave behind. */
  class BrokenGraph extends HnswIndex {
    override search(query: Float32Array, k: number, allowed?: (label: number) => boolean) {
      return super.search(query, k, allowed).slice(0, 3);
    }
  }
  const index = new PlannedIndex(DIMENSION, 0);
  const graph = new BrokenGraph(DIMENSION);
  const vectors = seededVectors(200, DIMENSION, 3);
  for (const [label, vector] of vectors.entries()) {
    index.add(label, vector);
    graph.add(label, vector);
  }
  index.adopt(graph);
  const [query = new Float32Array(DIMENSION)] = vectors;
  const exact = index.plan(query, 10, { exact: true }).hits;
  expect(index.plan(query, 3)).toEqual({ plan: 'hnsw', hits: exact.slice(0, 3) });
  expect(index.plan(query, 10)).toEqual({ plan: 'hnsw-then-exact', hits: exact });
});
