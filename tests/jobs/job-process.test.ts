import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createJobProcess, type JobProcess } from '@/lib/jobs/job-process';
import { openStore } from '@/lib/store';
import { createJob } from '@/lib/store/jobs';
import type { Store } from '@/lib/store/types';

type Death = [status: number | null, signal: string | null];

let folder: string;
let file: string;
let store: Store;
let jobs: JobProcess;
let died: (death: Death) => void;

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'recollect-job-process-'));
  file = path.join(folder, 'jobs.mjs');
  store = await openStore(path.join(folder, 'recollect.db'));
  const item = { name: 'a.md', uri: 'upload:a.md', format: 'markdown', mediaType: 'text/markdown', size: 1 };
  createJob(store, 'waiting', { collection: 'shelf', tags: [] }, [{ ...item, file: '0' }]);
  // How long a process takes is no matter here, only how long is waited for the next.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  jobs = createJobProcess(store, (...death) => died(death), file);
});
afterEach(async () => {
  vi.useRealTimers();
  await jobs.close();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The next death, of what a step brings about. */
async function deathAfter(step: () => void): Promise<Death> {
  const death = new Promise<Death>((resolve) => {
    died = resolve;
  });
  step();
  return death;
}

it('a process that dies at once is followed by another after growing pauses', async () => {
  writeFileSync(file, 'process.exit(3);');
  expect(await deathAfter(() => jobs.wake())).toEqual([3, null]);
  for (const pause of [500, 1000, 2000, 4000]) {
    vi.advanceTimersByTime(pause - 1);
    expect(jobs.pid()).toBeNull();
    // Nor does a new job hurry it.
    jobs.wake();
    expect(jobs.pid()).toBeNull();
    const death = await deathAfter(() => {
      vi.advanceTimersByTime(1);
      expect(jobs.pid()).toEqual(expect.any(Number));
    });
    expect(death).toEqual([3, null]);
  }
});

it('a process that dies after long work is followed soon, however often one died before', async () => {
  writeFileSync(file, 'process.exit(3);');
  await deathAfter(() => jobs.wake());
  await deathAfter(() => vi.advanceTimersByTime(500));
  writeFileSync(file, "process.once('disconnect', () => process.exit());");
  vi.advanceTimersByTime(1000);
  const pid = jobs.pid() ?? 0;
  vi.advanceTimersByTime(10_001);
  expect(await deathAfter(() => process.kill(pid, 'SIGKILL'))).toEqual([null, 'SIGKILL']);
  vi.advanceTimersByTime(0);
  expect(jobs.pid()).toBeNull();
  await vi.advanceTimersByTimeAsync(500);
  expect(jobs.pid()).toEqual(expect.any(Number));
});

it('a bundle that is missing when a process shall follow is told, and looked for again', async () => {
  writeFileSync(file, 'process.exit(3);');
  await deathAfter(() => jobs.wake());
  rmSync(file);
  const missing = [null, `${file} is missing. Run: npm run build:workers`];
  expect(await deathAfter(() => vi.advanceTimersByTime(500))).toEqual(missing);
  expect(await deathAfter(() => vi.advanceTimersByTime(60_000))).toEqual(missing);
  writeFileSync(file, 'process.exit(4);');
  expect(await deathAfter(() => vi.advanceTimersByTime(60_000))).toEqual([4, null]);
});

it('a bundle that is missing at once is told to whoever wakes it', () => {
  expect(() => jobs.wake()).toThrow(expect.objectContaining({ code: 'workers_not_built' }));
});
