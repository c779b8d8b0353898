import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withIngestLock } from '@/lib/store';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'recollect-lock-'));
  file = path.join(folder, 'recollect.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const refusal = () => withIngestLock(file, () => Promise.resolve('ran')).catch((thrown: unknown) => thrown);

describe('the lock of an ingest', () => {
  it('lets one run and tells the others who it is', async () => {
    await withIngestLock(file, async () => {
      expect(await refusal()).toMatchObject({
        code: 'ingest_locked',
        exit: 75,
        details: { pid: process.pid, host: hostname(), database: file },
      });
    });
    expect(await refusal()).toBe('ran');
  });

  it('is free again after an error, and passes the error on', async () => {
    const failing = withIngestLock(file, () => Promise.reject(new Error('no disk')));
    await expect(failing).rejects.toThrow('no disk');
    expect(await refusal()).toBe('ran');
  });

  it('is of one database, not of others beside it', async () => {
    await withIngestLock(file, async () => {
      expect(await withIngestLock(`${file}2`, () => Promise.resolve('beside'))).toBe('beside');
    });
  });

  it('does not care about a note left behind by a process that was killed, readable or not', async () => {
    for (const note of [
      JSON.stringify({ pid: 2 ** 22 + 1, host: hostname(), since: 'long ago' }),
      '{"pid":',
    ]) {
      writeFileSync(`${file}.lock.json`, note);
      expect(await refusal()).toBe('ran');
    }
  });

  it('that cannot be made says so', async () => {
    writeFileSync(path.join(folder, 'plain'), 'a file where a folder should be');
    const inside = path.join(folder, 'plain', 'recollect.db');
    const failing = withIngestLock(inside, () => Promise.resolve());
    await expect(failing).rejects.toMatchObject({ code: 'database_unusable' });
  });
});
