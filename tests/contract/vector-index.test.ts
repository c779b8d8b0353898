import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ExactIndex } from '@/lib/index/exact';
import { HnswIndex } from '@/lib/index/hnsw';
import { PlannedIndex } from '@/lib/index/planned-index';
import type { Neighbour, VectorIndex } from '@/lib/index/types';
import { vectorOf } from '@/tests/store/open-temporary';

const DIMENSION = 8;

/** Every change goes into the graph at once, so that each search walks it. */
class AlwaysGraph extends PlannedIndex {
  constructor(dimension: number) {
    super(dimension, 0);
  }

  override add(label: number, vector: Float32Array): void {
    super.add(label, vector);
    while (this.maintain(1_000));
  }
}

const IMPLEMENTATIONS: [string, (dimension: number) => VectorIndex][] = [
  ['exact scan', (dimension) => new ExactIndex(dimension)],
  ['graph', (dimension) => new HnswIndex(dimension)],
  ['plan without a graph', (dimension) => new PlannedIndex(dimension, 1_000)],
  ['plan with a graph', (dimension) => new AlwaysGraph(dimension)],
  ['plan whose graph lags behind', (dimension) => new PlannedIndex(dimension, 0)],
];

/** What every implementation must agree with: the definition, in doubles. */
function oracle(
  vectors: ReadonlyMap<number, Float32Array>,
  query: Float32Array,
  allowed: (label: number) => boolean = () => true,
): Neighbour[] {
  return [...vectors]
    .filter(([label]) => allowed(label))
    .map(([label, vector]) => ({
      label,
      similarity: vector.reduce((sum, value, at) => sum + value * (query[at] ?? 0), 0),
    }))
    .sort((a, b) => b.similarity - a.similarity || a.label - b.label);
}

function expectSame(found: readonly Neighbour[], expected: readonly Neighbour[]): void {
  expect(found.map(({ label }) => label)).toEqual(expected.map(({ label }) => label));
  for (const [at, { similarity }] of found.entries())
    expect(similarity).toBeCloseTo(expected[at]?.similarity ?? NaN, 5);
}

const change = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('add' as const), label: fc.nat(40), text: fc.nat(500) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('remove' as const), label: fc.nat(40) }) },
);

describe.each(IMPLEMENTATIONS)('%s', (_name, create) => {
  const filled = (count: number) => {
    const index = create(DIMENSION);
    const vectors = new Map<number, Float32Array>();
    for (let label = 0; label < count; label += 1) {
      vectors.set(label, vectorOf(`v${label}`, DIMENSION));
      index.add(label, vectorOf(`v${label}`, DIMENSION));
    }
    return { index, vectors };
  };
  const query = vectorOf('query', DIMENSION);

  it('finds what the definition finds after any adding, replacing and removing', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 80 }), fc.integer({ min: 1, max: 50 }), (changes, k) => {
        const index = create(DIMENSION);
        const vectors = new Map<number, Float32Array>();
        for (const one of changes) {
          if (one.kind === 'add') {
            const vector = vectorOf(`t${one.text}`, DIMENSION);
            vectors.set(one.label, vector);
            index.add(one.label, vector);
          } else expect(index.remove(one.label)).toBe(vectors.delete(one.label));
        }
        expect(index.size).toBe(vectors.size);
        for (let label = 0; label <= 40; label += 1) expect(index.has(label)).toBe(vectors.has(label));
        const even = (label: number) => label % 2 === 0;
        expectSame(index.search(query, k), oracle(vectors, query).slice(0, k));
        expectSame(index.search(query, k, even), oracle(vectors, query, even).slice(0, k));
      }),
      { numRuns: 60 },
    );
  });

  it('finds nothing in nothing', () => {
    const index = create(DIMENSION);
    expect(index.search(query, 5)).toEqual([]);
    expect(index.search(query, 5, () => true)).toEqual([]);
    expect(index.remove(1)).toBe(false);
  });

  it('gives all there are when asked for more', () => {
    const { index, vectors } = filled(30);
    expectSame(index.search(query, 10_000), oracle(vectors, query));
    expectSame(
      index.search(query, 10_000, (label) => label < 3),
      oracle(vectors, query, (label) => label < 3),
    );
    expect(index.search(query, 3, () => false)).toEqual([]);
  });

  it('keeps answering after nine tenths were removed', () => {
    const { index, vectors } = filled(400);
    for (let label = 0; label < 360; label += 1) {
      index.remove(label);
      vectors.delete(label);
    }
    expect(index.size).toBe(40);
    expectSame(index.search(query, 10), oracle(vectors, query).slice(0, 10));
    index.add(5, vectorOf('v5', DIMENSION));
    expect(index.search(vectorOf('v5', DIMENSION), 1)[0]?.label).toBe(5);
  });

  it('gives ties in the order of their labels', () => {
    const index = create(DIMENSION);
    for (const label of [9, 3, 7]) index.add(label, query);
    expect(index.search(query, 3).map(({ label }) => label)).toEqual([3, 7, 9]);
  });

  it('gives the equals with the smallest labels when there is no room for all', () => {
    const index = create(DIMENSION);
    for (const label of [9, 0, 3, 7, 1]) index.add(label, query);
    expect(index.search(query, 1).map(({ label }) => label)).toEqual([0]);
    expect(index.search(query, 2, (label) => label > 0).map(({ label }) => label)).toEqual([1, 3]);
  });

  it('lets a throwing filter throw, and goes on', () => {
    const { index } = filled(50);
    const failing = () => {
      throw new Error('not this one');
    };
    expect(() => index.search(query, 5, failing)).toThrow('not this one');
    expect(index.search(query, 5)).toHaveLength(5);
  });

  it('refuses vectors that cannot be compared, labels that do not fit and an impossible k', () => {
    const { index } = filled(3);
    const broken = vectorOf('x', DIMENSION);
    broken[2] = NaN;
    expect(() => index.add(1, broken)).toThrow(RangeError);
    expect(() => index.add(1, new Float32Array(DIMENSION - 1))).toThrow(RangeError);
    for (const label of [-1, 0.5, 2 ** 32]) expect(() => index.add(label, query)).toThrow(RangeError);
    expect(() => index.search(broken, 1)).toThrow(RangeError);
    expect(() => index.search(new Float32Array(DIMENSION + 1), 1)).toThrow(RangeError);
    for (const k of [0, -1, 1.5, NaN]) expect(() => index.search(query, k)).toThrow(RangeError);
    expect(index.search(vectorOf('v1', DIMENSION), 1)[0]?.label).toBe(1);
  });
});
