import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { parseConfig, type Config } from '@/lib/config';
import { RecollectError } from '@/lib/errors';
import { createJobProcess } from '@/lib/jobs/job-process';
import { runJobs } from '@/lib/jobs/run-jobs';
import { removeForgotten, uploadFolder } from '@/lib/jobs/upload-folder';
import { openStore, verify, withIngestLock } from '@/lib/store';
import { createJob, endJob, getJob, jobEventsAfter, jobItems, listJobs, retryJob } from '@/lib/store/jobs';
import type { NewItem } from '@/lib/store/job-types';
import type { Store } from '@/lib/store/types';
import { shareModels } from '@/tests/support/compiled-models';

/** How often an ingest has met a lock that another one held. */
const refused = vi.hoisted(() => vi.fn());
vi.mock('@/lib/store/ingest-lock', async (original) => {
  const real = await original<typeof import('@/lib/store/ingest-lock')>();
  const withIngestLock: typeof real.withIngestLock = async (file, run) => {
    try {
      return await real.withIngestLock(file, run);
    } catch (thrown) {
      if (thrown instanceof RecollectError && thrown.code === 'ingest_locked') refused();
      throw thrown;
    }
  };
  return { ...real, withIngestLock };
});

let base: string;
let config: Config;
let store: Store;

beforeAll(() => {
  base = mkdtempSync(path.join(tmpdir(), 'recollect-jobs-'));
});
afterAll(() => rmSync(base, { recursive: true, force: true }));

beforeEach(async () => {
  config = parseConfig({ RECOLLECT_DATA_DIR: mkdtempSync(path.join(base, 'data-')) });
  shareModels(config.dataDir);
  store = await openStore(config.databaseFile);
});
afterEach(() => store.close());

/** A job of these files, as an upload leaves it. */
function upload(id: string, files: Record<string, string>): void {
  const folder = uploadFolder(config, id);
  mkdirSync(folder, { recursive: true });
  const items = Object.entries(files).map(([name, text], index): NewItem => {
    writeFileSync(path.join(folder, String(index)), text);
    const format = name.endsWith('.md') ? 'markdown' : name.endsWith('.csv') ? 'csv' : 'pdf';
    const [uri, size] = [`upload:shelf/${name}`, Buffer.byteLength(text)];
    return { name, uri, format, mediaType: 'text/plain', size, file: String(index) };
  });
  createJob(store, id, { collection: 'shelf', tags: ['sent'] }, items);
}

const run = (signal = new AbortController().signal) => runJobs({ config, signal, batchSize: 2 });
const states = (id: string) => jobItems(store, id).map(({ state }) => state);

describe('a job', () => {
  it('makes its files searchable, tells why one is not, and keeps only that one', async () => {
    upload('one', {
      'abacus.md': '# Abacus\n\nBeads on rods.',
      'bad.pdf': '%PDF-1.7\nnothing',
      'moons.csv': 'id,text\n1,Io is a moon\n2,Europa is a moon\n3,\n',
    });
    await run();
    expect(getJob(store, 'one')).toMatchObject({ state: 'done', counts: { done: 2, failed: 1 } });
    const [abacus, bad, moons] = jobItems(store, 'one');
    expect(abacus).toMatchObject({ state: 'done', error: null, retryable: false });
    expect(bad).toMatchObject({ state: 'failed', error: { code: 'corrupt_document' }, retryable: true });
    expect(bad?.error?.message).toContain('bad.pdf is not a readable PDF');
    expect(moons).toMatchObject({ state: 'done', error: { code: 'bad_row' }, documentId: null });
    const document = await store.prisma.document.findUnique({
      where: { id: abacus?.documentId ?? '' },
      include: { tags: true },
    });
    expect(document).toMatchObject({ uri: 'upload:shelf/abacus.md', source: null, collection: 'shelf' });
    expect(document?.tags.map(({ tag }) => tag)).toEqual(['sent']);
    const folder = uploadFolder(config, 'one');
    expect(['0', '1', '2'].map((name) => existsSync(path.join(folder, name)))).toEqual([false, true, false]);

    writeFileSync(path.join(folder, '1'), 'still no PDF');
    expect(retryJob(store, 'one')).toBe(1);
    await run();
    expect(states('one')).toEqual(['done', 'failed', 'done']);
    expect(verify(store)).toEqual([]);
  });

  it('tells its story in order, and what came after an event again', async () => {
    upload('story', { 'a.md': 'A text.' });
    await run();
    const events = jobEventsAfter(store, 'story', 0);
    const ids = events.map(({ id }) => id);
    expect(ids).toEqual([...ids].sort((a, b) => a - b));
    expect(events.map(({ event }) => event)).toEqual(['job', 'job', 'item', 'job']);
    expect(events.at(-1)?.data).toMatchObject({ job: { state: 'done' } });
    expect(jobEventsAfter(store, 'story', ids[1] ?? 0)).toEqual(events.slice(2));
  });

  it('waits while another ingest has the lock', async () => {
    upload('patient', { 'a.md': 'A text.' });
    let ended: Promise<void> | undefined;
    refused.mockClear();
    await withIngestLock(config.databaseFile, async () => {
      ended = run();
      await vi.waitFor(() => expect(refused.mock.calls.length).toBeGreaterThan(1), { timeout: 60_000 });
      expect(getJob(store, 'patient')?.state).toBe('queued');
    });
    await ended;
    expect(states('patient')).toEqual(['done']);
  });

  it('that is cancelled while it waits does nothing, and can be tried again', async () => {
    upload('off', { 'a.md': 'A text.' });
    expect(endJob(store, 'off', 'cancelled').ended).toBe(true);
    expect(endJob(store, 'off', 'cancelled').ended).toBe(false);
    await run();
    expect(states('off')).toEqual(['cancelled']);
    expect(retryJob(store, 'off')).toBe(1);
    await run();
    expect(states('off')).toEqual(['done']);
  });

  it('that is cancelled in its work ends at the next batch and leaves nothing half done', async () => {
    const long = Array.from({ length: 400 }, (_, n) => `Sentence ${n} of a long text about tides.`).join(
      '\n\n',
    );
    upload('long', { 'long.md': long, 'more.md': `# More\n\n${long}` });
    const ended = run();
    await vi.waitFor(() => expect(states('long')).toContain('running'), { timeout: 60_000 });
    endJob(store, 'long', 'cancelled');
    await ended;
    expect(getJob(store, 'long')?.state).toBe('cancelled');
    expect(await store.prisma.version.count({ where: { state: 'embedding' } })).toBe(0);
    expect(verify(store)).toEqual([]);
  });

  it('is listed newest first, a page at a time', () => {
    for (const id of ['a', 'b', 'c']) upload(id, { 'a.md': id });
    const first = listJobs(store, { limit: 2 });
    const second = listJobs(store, { limit: 2, cursor: first.nextCursor ?? '' });
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(['c', 'b', 'a']);
    expect(second.nextCursor).toBeNull();
  });
});

describe('jobs that ended long ago', () => {
  const error = { code: 'file_empty', message: 'empty' };
  /** A job that fails at once; these take no process. */
  const fail = (id: string) =>
    createJob(store, id, { collection: 'shelf', tags: [] }, [
      { name: 'a', uri: id, format: null, mediaType: 'text/plain', size: 0, file: null, error },
    ]);
  const count = (table: string) => store.db.prepare(`SELECT count(*) FROM ${table}`).pluck().get();

  it('are forgotten with all that they told and left, but for the newest 200; those at work never are', async () => {
    upload('waiting', { 'a.md': 'A text.' });
    upload('oldest', { 'bad.pdf': 'no PDF' });
    endJob(store, 'oldest', 'cancelled');
    const forgotten = Array.from({ length: 200 }, (_, n) => fail(`job ${n}`).jobs).flat();
    expect(forgotten).toEqual(['oldest']);
    expect(getJob(store, 'oldest')).toBeNull();
    expect([count('jobs'), count('job_items'), count('job_events')]).toEqual([201, 201, 201]);

    // The next to end takes the place of the oldest, whose bytes go with it.
    const folder = uploadFolder(config, 'job 0');
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, 'x'), 'bytes of a failed item');
    await run();
    expect(getJob(store, 'waiting')).toMatchObject({ state: 'done' });
    expect(getJob(store, 'job 0')).toBeNull();
    expect(getJob(store, 'job 1')).not.toBeNull();
    expect(existsSync(folder)).toBe(false);
  });

  it('give way in the order they were made when they ended in the same millisecond', () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    try {
      fail('zebra');
      for (let n = 0; n < 199; n += 1) fail(`job ${n}`);
      expect(fail('another').jobs).toEqual(['zebra']);
    } finally {
      vi.useRealTimers();
    }
  });

  it('are found again by nobody who asks for them', () => {
    fail('first');
    for (let n = 0; n < 200; n += 1) fail(`job ${n}`);
    expect(retryJob(store, 'first')).toBe(0);
    expect(jobEventsAfter(store, 'first', 0)).toEqual([]);
    expect(listJobs(store, { limit: 100 }).items).toHaveLength(100);
  });
});

describe('bytes of files that failed', () => {
  const MiB = 1024 * 1024;
  /** A job of files that are said to have so many MiB, and was cancelled. */
  const cancel = (id: string, sizes: readonly number[]) => {
    const folder = uploadFolder(config, id);
    mkdirSync(folder, { recursive: true });
    const items = sizes.map((size, index): NewItem => {
      writeFileSync(path.join(folder, String(index)), 'A text.');
      const [name, uri, file] = [`${index}.md`, `upload:${id}/${index}.md`, String(index)];
      return { name, uri, format: 'markdown', mediaType: 'text/markdown', size: size * MiB, file };
    });
    createJob(store, id, { collection: 'shelf', tags: [] }, items);
    return endJob(store, id, 'cancelled').forgotten;
  };
  const retryable = (id: string) => jobItems(store, id).map((item) => item.retryable);
  const onDisk = (id: string) =>
    ['0', '1'].map((name) => existsSync(path.join(uploadFolder(config, id), name)));

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });
  const later = () => vi.setSystemTime(Date.now() + 1000);

  it('do not fill the disk: what failed first gives way to what failed last', async () => {
    expect(cancel('old', [300, 200])).toEqual({ jobs: [], files: [] });
    later();
    expect(cancel('newer', [400]).files).toEqual([]);
    later();
    const forgotten = cancel('newest', [200, 200]);
    expect(forgotten).toEqual({ jobs: [], files: [{ jobId: 'old', file: '0' }] });
    await removeForgotten(config, forgotten);
    expect(onDisk('old')).toEqual([false, true]);
    expect([onDisk('newest'), retryable('newest')]).toEqual([
      [true, true],
      [true, true],
    ]);
    expect(retryable('newer')).toEqual([true]);
    expect(retryable('old')).toEqual([false, true]);
  });

  it('are asked for again when they were given up, and the job stays as it is', () => {
    cancel('old', [600]);
    later();
    cancel('new', [500]);
    expect(() => retryJob(store, 'old')).toThrow(
      expect.objectContaining({ code: 'not_found', message: expect.stringContaining('send these again') }),
    );
    expect(getJob(store, 'old')).toMatchObject({ state: 'cancelled', counts: { cancelled: 1 } });
    expect(retryJob(store, 'new')).toBe(1);
  });

  it('that never were any are not asked for: there is no reader for them', () => {
    const error = { code: 'unknown_format', message: 'no reader' };
    const item = {
      name: 'a.xyz',
      uri: 'upload:a',
      format: null,
      mediaType: 'x/y',
      size: 5,
      file: null,
      error,
    };
    createJob(store, 'unread', { collection: 'shelf', tags: [] }, [item]);
    expect(retryJob(store, 'unread')).toBe(0);
  });

  it('of a job that is tried again count no more, and as the newest when it fails again', () => {
    cancel('first', [600]);
    retryJob(store, 'first');
    later();
    expect(cancel('second', [500]).files).toEqual([]);
    later();
    expect(endJob(store, 'first', 'failed').forgotten.files).toEqual([{ jobId: 'second', file: '0' }]);
  });

  it('are removed by the next process when one was ended before it removed them', async () => {
    cancel('old', [600, 200]);
    later();
    cancel('new', [500]);
    expect(onDisk('old')).toEqual([true, true]);
    const done = store.db.prepare("UPDATE job_items SET state = 'done' WHERE job_id = 'new'");
    done.run();
    await run();
    expect(onDisk('old')).toEqual([false, true]);
    expect(existsSync(uploadFolder(config, 'new'))).toBe(false);
  });
});

it('a process that is killed in its work is followed by one that ends the job', async () => {
  vi.stubEnv('RECOLLECT_DATA_DIR', config.dataDir);
  const text = Array.from({ length: 60 }, (_, n) => `Paragraph ${n} tells of rivers and bridges.`).join(
    '\n\n',
  );
  upload('killed', Object.fromEntries(['a', 'b', 'c'].map((name) => [`${name}.md`, `# ${name}\n\n${text}`])));
  const deaths: (string | null)[] = [];
  const child = createJobProcess(store, (_, signal) => deaths.push(signal));
  child.wake();
  await vi.waitFor(() => expect(getJob(store, 'killed')?.state).toBe('running'), {
    timeout: 60_000,
    interval: 5,
  });
  process.kill(child.pid() ?? 0, 'SIGKILL');
  await vi.waitFor(() => expect(getJob(store, 'killed')?.state).toBe('done'), { timeout: 100_000 });
  expect(deaths).toEqual(['SIGKILL']);
  expect(states('killed')).toEqual(['done', 'done', 'done']);
  expect(verify(store)).toEqual([]);
  await child.close();
  vi.unstubAllEnvs();
});
