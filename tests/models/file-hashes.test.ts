import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { HASH_CACHE_NAME, hashFiles } from '@/lib/models/file-hashes';

let dir: string;
let file: string;
const sum = (text: string) => createHash('sha256').update(text).digest('hex');

beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'recollect-hash-'));
  file = path.join(dir, 'weights');
});
afterAll(() => rm(dir, { recursive: true }));
beforeEach(() => writeFile(file, 'one'));

it('hashes what is there and leaves out what is not', async () => {
  expect(await hashFiles(dir, ['weights', 'absent', 'weights/below'], dir)).toEqual({ weights: sum('one') });
});

it('hashes again when the size or the time has changed', async () => {
  await hashFiles(dir, ['weights'], dir);
  await writeFile(file, 'three');
  expect(await hashFiles(dir, ['weights'], dir)).toEqual({ weights: sum('three') });
  await writeFile(file, 'seven');
  await utimes(file, new Date(), new Date(Date.now() + 5_000));
  expect(await hashFiles(dir, ['weights'], dir)).toEqual({ weights: sum('seven') });
});

it('reads a file once while neither has changed', async () => {
  const time = new Date('2026-01-01T00:00:00Z');
  await utimes(file, time, time);
  await hashFiles(dir, ['weights'], dir);
  await writeFile(file, 'two');
  await utimes(file, time, time);
  // The documented limit of the cache, and the proof that it is used.
  expect(await hashFiles(dir, ['weights'], dir)).toEqual({ weights: sum('one') });
});

it('starts anew from a damaged cache', async () => {
  await writeFile(path.join(dir, HASH_CACHE_NAME), '{"weights"');
  expect(await hashFiles(dir, ['weights'], dir)).toEqual({ weights: sum('one') });
  expect(JSON.parse(await readFile(path.join(dir, HASH_CACHE_NAME), 'utf8'))).toHaveProperty([file]);
});
