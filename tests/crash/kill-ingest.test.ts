import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { IngestEvent } from '@/lib/ingest/types';
import { ensureMiniLm } from '@/lib/models/minilm';
import { openStore, verify } from '@/lib/store';
import { shareModels } from '@/tests/support/compiled-models';
import { runIngest, type IngestRun, type RunOptions } from './ingest-process';
import { snapshot } from './snapshot';
import { writeSmallCorpus } from './small-corpus';

const FIRST_KILLS = 15;
const UPDATE_KILLS = 10;
const BATCH = 6;
/** Printed with every failure, so that it can be repeated. */
const SEED = Number(process.env.CRASH_SEED ?? 20261124);

let base: string;

beforeAll(async () => {
  base = mkdtempSync(path.join(tmpdir(), 'recollect-crash-'));
  // Before the first run, whose time says when to kill the others.
  await ensureMiniLm(inject('compiledModels'));
});

afterAll(() => rmSync(base, { recursive: true, force: true }));

/** A data folder of its own that shares the compiled model. */
function dataFolder(name: string): string {
  const folder = path.join(base, name);
  shareModels(folder);
  return folder;
}

/** mulberry32: a small seeded generator of numbers in [0, 1). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const sent = (events: readonly IngestEvent[]) =>
  events.reduce((sum, event) => sum + (event.type === 'batch' ? event.embedding : 0), 0);
/** When to kill: so long after the start, or so long after the n-th batch was begun. */
type Moment = { afterMs: number } | { batch: number; afterMs: number };

function killAt(moment: Moment): RunOptions['watch'] {
  let armed = false;
  return (child, event, events) => {
    const batches = events.filter(({ type }) => type === 'batch').length;
    const now = 'batch' in moment ? event?.type === 'batch' && batches === moment.batch : event === null;
    if (!now || armed) return;
    armed = true;
    if (moment.afterMs < 1) child.kill('SIGKILL');
    else setTimeout(() => child.kill('SIGKILL'), moment.afterMs);
  };
}

async function look(dataDir: string) {
  const store = await openStore(path.join(dataDir, 'recollect.db'), { readonly: true });
  try {
    return { problems: verify(store), state: snapshot(store) };
  } finally {
    await store.close();
  }
}

describe('an ingest that is killed', () => {
  const random = randomFrom(SEED);
  let corpus: string;
  let args: string[];

  beforeAll(() => {
    corpus = path.join(base, 'corpus');
    args = [corpus, '--batch-size', String(BATCH), '--prune'];
  });

  /** Kills runs at random moments; each time the next run must leave behind exactly what an undisturbed one does. */
  async function killAndFinish(kills: number, prepare: (name: string) => string): Promise<void> {
    const calm = prepare('calm');
    const whole = await runIngest({ dataDir: calm, args });
    expect(whole.stderr).toBe('');
    expect(whole.status).toBe(0);
    const expected = await look(calm);
    expect(expected.problems).toEqual([]);
    const work = sent(whole.events);
    expect(work).toBeGreaterThan(2 * BATCH);

    const moments = Array.from({ length: kills }, (_, kill): Moment =>
      kill % 3 === 0
        ? { afterMs: random() * whole.wallMs }
        : { batch: 1 + Math.floor((random() * work) / BATCH), afterMs: random() < 0.3 ? 0 : random() * 100 },
    );
    const done = { killed: 0, embeddedTwice: 0 };
    async function killOnce(moment: Moment, kill: number): Promise<void> {
      const dataDir = prepare(`kill-${kill}`);
      const context = `seed ${SEED}, kill ${kill}, ${JSON.stringify(moment)}`;
      const killed = await runIngest({ dataDir, args, watch: killAt(moment) });
      const next = await runIngest({ dataDir, args });
      expect(next.status, `${context}: ${next.stderr}`).toBe(0);
      const { problems, state } = await look(dataDir);
      expect(problems, context).toEqual([]);
      expect(state, context).toEqual(expected.state);
      const embedded = sent(killed.events) + sent(next.events);
      expect(embedded, context).toBeGreaterThanOrEqual(work);
      expect(embedded, context).toBeLessThanOrEqual(work + BATCH);
      if (killed.status === null) done.killed += 1;
      if (embedded > work) done.embeddedTwice += 1;
      rmSync(dataDir, { recursive: true });
    }
    // Two at a time: much of a run is the start of its process.
    const waiting = [...moments.entries()];
    await Promise.all(
      [1, 2].map(async () => {
        for (let next = waiting.shift(); next; next = waiting.shift()) await killOnce(next[1], next[0]);
      }),
    );
    // The moments must really fall into the work, or nothing was tested.
    expect(done.killed).toBeGreaterThan(kills / 2);
    expect(done.embeddedTwice).toBeGreaterThan(kills / 5);
  }

  it(
    `in its first run is completed by the next, ${FIRST_KILLS} times (seed ${SEED})`,
    { timeout: 900_000 },
    async () => {
      writeSmallCorpus(corpus);
      await killAndFinish(FIRST_KILLS, dataFolder);
    },
  );

  it(
    `in an update is completed by the next, ${UPDATE_KILLS} times (seed ${SEED})`,
    { timeout: 900_000 },
    async () => {
      const old = dataFolder('old');
      expect((await runIngest({ dataDir: old, args })).status).toBe(0);
      writeSmallCorpus(corpus, 1);
      await killAndFinish(UPDATE_KILLS, (name) => {
        const folder = dataFolder(`update-${name}`);
        for (const file of readdirSync(old)) {
          if (file.startsWith('recollect.db')) copyFileSync(path.join(old, file), path.join(folder, file));
        }
        return folder;
      });
    },
  );
});

describe('a second ingest on the same database', () => {
  it('exits 75 while the first still holds it, and says who that is', { timeout: 300_000 }, async () => {
    const dataDir = dataFolder('locked');
    let second: Promise<IngestRun> | undefined;
    let holder = 0;
    // The first one waits for its standard input, which ends after the second, and holds the lock meanwhile.
    const first = await runIngest({
      dataDir,
      args: ['-', '--format', 'text', '--uri', 'waiting'],
      stdin: 'open',
      watch: (child, event) => {
        if (event?.type !== 'start') return;
        holder = child.pid ?? 0;
        second = runIngest({ dataDir, args: [corpusOf(dataDir)] });
        void second.finally(() => child.stdin?.end('Now there is something to read.'));
      },
    });
    const refused = await second;
    expect(refused?.status).toBe(75);
    expect(refused?.stderr).toContain(`Process ${holder} on `);
    expect(refused?.stderr).toContain('[ingest_locked]');
    expect(first.status).toBe(0);
    expect((await look(dataDir)).state.documents).toEqual(['waiting']);
  });
});

/** A folder with one document beside a data folder. */
function corpusOf(dataDir: string): string {
  const folder = `${dataDir}-documents`;
  mkdirSync(folder);
  writeFileSync(path.join(folder, 'a.md'), '# A\n\nText.');
  return folder;
}
