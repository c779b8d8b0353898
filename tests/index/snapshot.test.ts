import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseConfig } from '@/lib/config';
import { createRetriever } from '@/lib/index/retriever-client';
import { createKeeper } from '@/lib/index/keeper';
import type { SnapshotState } from '@/lib/index/types';
import {
  addDocument,
  identityOf,
  temporaryStore,
  vectorOf,
  type TemporaryStore,
} from '@/tests/store/open-temporary';

const DIMENSION = 16;
const COUNT = 300;
const TEXTS = Array.from({ length: COUNT }, (_, at) => `text ${at}`);
let target: TemporaryStore;
let folder: string;
let expected: number[];

const QUERY = vectorOf('text 7', DIMENSION);

/** Reads the index as the worker does, asks one question of the graph and ends, which writes the snapshot. */
async function ask(): Promise<{ labels: number[]; size: number; snapshot: SnapshotState }> {
  const keeper = createKeeper({ dir: folder, limit: 10, live: () => [] });
  const { index } = keeper.current(target.store);
  const snapshot = keeper.snapshot;
  while (!index.graph || index.pending > 0) await new Promise((resolve) => setImmediate(resolve));
  const { hits, plan } = index.plan(QUERY, 10);
  expect(plan).toBe('hnsw');
  await keeper.close();
  return { labels: hits.map(({ label }) => label), size: index.size, snapshot };
}

const graphFile = () => {
  const name = readdirSync(folder).find((one) => one.endsWith('.hnsw'));
  return path.join(folder, name ?? 'none');
};
const manifestFile = () => path.join(folder, 'manifest.json');

/** Writes the graph file anew and, as an attacker would, a manifest that agrees with it. */
function forge(change: (bytes: Buffer) => Buffer): void {
  const bytes = change(readFileSync(graphFile()));
  writeFileSync(graphFile(), bytes);
  forgeManifest({ sha256: createHash('sha256').update(bytes).digest('hex') });
}

function forgeManifest(change: Record<string, unknown>): void {
  const manifest = JSON.parse(readFileSync(manifestFile(), 'utf8')) as Record<string, unknown>;
  writeFileSync(manifestFile(), JSON.stringify({ ...manifest, ...change }));
}

function withNumber(bytes: Buffer, at: number, value: number): Buffer {
  bytes.writeBigUInt64LE(BigInt(value), at);
  return bytes;
}

beforeEach(async () => {
  target = await temporaryStore(identityOf(DIMENSION));
  folder = path.join(target.folder, 'index');
  addDocument(target, { uri: 'all.md', passages: TEXTS });
  const first = await ask();
  expect(first.snapshot).toEqual({ state: 'missing' });
  expected = first.labels;
});
afterEach(() => target.remove());

describe('the snapshot of the graph', () => {
  it('is used at the next start', async () => {
    expect(readdirSync(folder)).toHaveLength(2);
    expect(await ask()).toEqual({ labels: expected, size: COUNT, snapshot: { state: 'loaded' } });
  });

  it('is brought up to what changed since it was written', async () => {
    addDocument(target, { uri: 'all.md', passages: [...TEXTS.slice(0, 200), 'something new'] });
    const { labels, size, snapshot } = await ask();
    expect({ size, snapshot }).toEqual({ size: 201, snapshot: { state: 'loaded' } });
    const live = target.store.db.prepare('SELECT vector_id FROM passages WHERE live = 1').pluck().all();
    expect(labels.every((label) => live.includes(label))).toBe(true);
  });

  // Places of the header, hnswalg.h: 8 room, 16 elements, 24 size of an element, 48 highest layer, 52 entry.
  const damages: [string, () => void, RegExp][] = [
    [
      'truncated',
      () => writeFileSync(graphFile(), readFileSync(graphFile()).subarray(0, 9_000)),
      /not the one/,
    ],
    ['zeroed', () => writeFileSync(graphFile(), Buffer.alloc(40_000)), /not the one/],
    ['empty', () => writeFileSync(graphFile(), ''), /not the one/],
    ['gone', () => rmSync(graphFile()), /cannot be read/],
    ['without its manifest', () => rmSync(manifestFile()), /manifest is missing/],
    ['with a torn manifest', () => writeFileSync(manifestFile(), '{"format":1,"mod'), /cannot be read/],
    ['with a manifest of another version', () => forgeManifest({ format: 9 }), /not one of this version/],
    ['of another dimension', () => forgeManifest({ dimension: 128 }), /128 values, not 16/],
    ['of another model', () => forgeManifest({ modelKey: 'feedfeedfeedfeed' }), /another model/],
    ['with a file name that leads out', () => forgeManifest({ file: '../recollect.db' }), /not one of this/],
    ['truncated and signed', () => forge((bytes) => bytes.subarray(0, 9_000)), /shorter than its elements/],
    [
      'shorter than a header and signed',
      () => forge((bytes) => bytes.subarray(0, 40)),
      /shorter than its header/,
    ],
    ['zeroed and signed', () => forge((bytes) => bytes.fill(0, 96)), /another label|another vector|upper/],
    ['crafted with too little room', () => forge((bytes) => withNumber(bytes, 8, 3)), /room for 3/],
    ['crafted with endless room', () => forge((bytes) => withNumber(bytes, 8, 2 ** 40)), /room for/],
    [
      'crafted with more elements',
      () => forge((bytes) => withNumber(bytes, 16, 10 ** 9)),
      /number of elements/,
    ],
    ['crafted with smaller elements', () => forge((bytes) => withNumber(bytes, 24, 8)), /size of an element/],
    [
      'crafted with an entry that is not there',
      () => forge((bytes) => (bytes.writeUInt32LE(COUNT + 5, 52), bytes)),
      /entry/,
    ],
    [
      'crafted with a layer that is not there',
      () => forge((bytes) => (bytes.writeInt32LE(9, 48), bytes)),
      /highest layer/,
    ],
    [
      'crafted with a link that leads nowhere',
      () => forge((bytes) => (bytes.writeUInt32LE(0xffff_fff0, 100), bytes)),
      /link leads to/,
    ],
    [
      'crafted without elements',
      () => {
        forge((bytes) => withNumber(bytes.subarray(0, 96), 16, 0));
        forgeManifest({ labels: [], count: 0 });
      },
      /no elements/,
    ],
    [
      'crafted with a tail',
      () => forge((bytes) => Buffer.concat([bytes, Buffer.alloc(100_000)])),
      /longer than its elements/,
    ],
    [
      'crafted with another vector',
      () => forge((bytes) => (bytes.writeFloatLE(0.123, 96 + 4 * 33), bytes)),
      /another vector/,
    ],
  ];
  it.each(damages)('%s is thrown away and built anew', async (_name, damage, reason) => {
    damage();
    const { labels, snapshot } = await ask();
    expect(snapshot).toEqual({ state: 'rejected', reason: expect.stringMatching(reason) });
    expect(labels).toEqual(expected);
    // And the one written in its place is good.
    expect((await ask()).snapshot).toEqual({ state: 'loaded' });
  });

  it('is done without where its folder cannot be used', async () => {
    rmSync(folder, { recursive: true });
    writeFileSync(folder, 'a file where the folder should be');
    const warnings: string[] = [];
    const listen = (warning: Error) => warnings.push(warning.message);
    process.on('warning', listen);
    const { labels, snapshot } = await ask();
    await new Promise((resolve) => setImmediate(resolve));
    process.off('warning', listen);
    expect(labels).toEqual(expected);
    expect(snapshot).toEqual({ state: 'rejected', reason: expect.stringMatching(/ENOTDIR/) });
    expect(warnings.join()).toMatch(/snapshot could not be written/);
  });

  it('outlives the worker that owns the index, and a crafted one does not end it', async () => {
    const config = parseConfig({ RECOLLECT_DATA_DIR: target.folder, EXACT_SCAN_LIMIT: '10' });
    const states: string[] = [];
    for (const damage of [() => {}, () => forge((bytes) => withNumber(bytes, 8, 3))]) {
      damage();
      const retriever = createRetriever(config);
      const { hits } = await retriever.search({ vector: QUERY.slice(), k: 10 });
      expect(hits.map(({ label }) => label)).toEqual(expected);
      states.push((await retriever.stats()).snapshot.state);
      await retriever.close();
    }
    expect(states).toEqual(['loaded', 'rejected']);
  });
});
