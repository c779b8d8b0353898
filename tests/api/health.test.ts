import { createHistogram, monitorEventLoopDelay } from 'node:perf_hooks';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { healthOf, publicHealth, publicReadiness } from '@/lib/api/health';
import { parseConfig } from '@/lib/config';
import { RecollectError } from '@/lib/errors';
import type { IndexStats } from '@/lib/index/types';
import { storeStats } from '@/lib/store/stats';
import type { Runtime } from '@/lib/runtime';
import { LatencyLog } from '@/lib/search/latency-log';
import { Permits } from '@/lib/search/permits';
import { addDocument, identityOf, temporaryStore, type TemporaryStore } from '@/tests/store/open-temporary';

const INDEX: IndexStats = {
  vectors: 2,
  dimension: 8,
  seq: 2,
  graph: null,
  recall: null,
  snapshot: { state: 'not-needed' },
};

let target: TemporaryStore;
let parts: Runtime;

beforeEach(async () => {
  target = await temporaryStore(identityOf(8));
  addDocument(target, { uri: 'a.md', passages: ['red', 'green'] });
  parts = {
    config: parseConfig({}),
    store: target.store,
    retriever: {
      load: async () => target.identity,
      stats: async () => INDEX,
      search: vi.fn(),
      embed: vi.fn(),
      recall: vi.fn(),
      close: vi.fn(),
    },
    jobs: { wake: vi.fn(), pid: () => null, close: vi.fn() },
    map: { progress: () => null, look: vi.fn(), close: vi.fn() },
    permits: { searches: new Permits(1, 0), summaries: new Permits(1, 0) },
    latencies: new LatencyLog(),
    generator: vi.fn(),
    loadedGenerator: () => null,
    eventLoopDelay: monitorEventLoopDelay({ resolution: 10 }),
    close: vi.fn(),
  };
});
afterEach(() => target.remove());

const health = (reset = false) => healthOf(async () => parts, { reset });

describe('health', () => {
  it('is ready with a database, a model that fits it and an index', async () => {
    expect(await health()).toMatchObject({
      live: true,
      ready: true,
      holdings: { documents: 1, passages: 2, vectors: 2 },
      models: { embedding: { id: 'test/model', dimension: 8 }, generation: null },
      index: INDEX,
    });
  });

  it('is not ready, but live, when the database cannot be opened', async () => {
    const error = new RecollectError('database_unusable', { path: 'x.db', reason: 'it is damaged' });
    const answer = await healthOf(() => Promise.reject(error), { reset: false });
    expect(answer).toMatchObject({
      live: true,
      ready: false,
      problem: { code: 'database_unusable', detail: 'x.db: it is damaged.' },
    });
  });

  it('is not ready when the model is missing, and still tells what is stored', async () => {
    parts.retriever.load = () => Promise.reject(new RecollectError('model_not_found', { model: 'm' }));
    expect(await health()).toMatchObject({
      ready: false,
      problem: { code: 'model_not_found' },
      holdings: { passages: 2 },
    });
  });

  it('is not ready when the vectors belong to another model than the configured one', async () => {
    parts.retriever.load = async () => identityOf(8, 'test/other');
    expect(await health()).toMatchObject({
      ready: false,
      problem: { code: 'model_mismatch' },
      models: { embedding: { id: 'test/other' } },
    });
  });

  it('tells strangers whether it is ready, without counting or saying more', async () => {
    expect(await publicReadiness(async () => parts)).toEqual({ ready: true });
    const stranger = { holdings: null, index: null, memoryBytes: 0, peakMemoryBytes: 0, uptimeSeconds: 0 };
    expect(await publicHealth(async () => parts)).toMatchObject({ ready: true, ...stranger });
    const error = new RecollectError('database_unusable', { path: 'x.db', reason: 'it is damaged' });
    const answer = await publicHealth(() => Promise.reject(error));
    expect(answer).toMatchObject({ ready: false, problem: { code: 'database_unusable' } });
    expect(JSON.stringify(answer)).not.toContain('x.db');
  });

  it('counts again only when something was written, by whomever', async () => {
    const first = storeStats(target.store);
    expect(storeStats(target.store)).toBe(first);
    addDocument(target, { uri: 'b.md', passages: ['blue'] });
    expect(await storeStats(target.store)).toMatchObject({ documents: 2, passages: 3 });
    const other = new Database(target.file);
    other.exec('UPDATE passages SET live = 0');
    other.close();
    expect(await storeStats(target.store)).toMatchObject({ passages: 0 });
  });

  it('tells how late the event loop ran since the reset before', async () => {
    // What happened is told to the histogram here: how late this process really runs is not for a test to say.
    const delays = createHistogram();
    parts.eventLoopDelay = Object.assign(delays, { enable: () => true, disable: () => true });
    delays.record(210_000_000);
    expect((await health()).eventLoopDelayMs?.max).toBeCloseTo(200, 0);
    expect((await health(true)).eventLoopDelayMs?.max).toBeCloseTo(200, 0);
    delays.record(50_000_000);
    expect((await health()).eventLoopDelayMs?.max).toBeCloseTo(40, 0);
  });
});
