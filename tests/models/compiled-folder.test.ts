import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readCompiledFolder, writeCompiledFolder } from '@/lib/models/compiled-folder';

const ABOUT = { compilerVersion: 1, source: 'package@1' };
let root: string;
let dir: string;
const write = (text: string) => writeCompiledFolder(dir, { weights: text }, ABOUT, root);
const written = () => readFile(path.join(dir, 'weights'), 'utf8');

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'recollect-compiled-'));
  dir = path.join(root, 'model');
});
afterAll(() => rm(root, { recursive: true }));

it('does not take a whole folder away from a process that is about to open its files', async () => {
  await write('one');
  const { ino } = await stat(dir);
  await write('two');
  expect((await stat(dir)).ino).toBe(ino);
  expect(await written()).toBe('one');
  expect(await readdir(root)).toEqual(['file-hashes.json', 'model']);
});

it('puts a whole folder in the place of a damaged one', async () => {
  await writeFile(path.join(dir, 'weights'), 'damaged');
  expect(await readCompiledFolder(dir, 1, root)).toBeNull();
  await write('three');
  expect(await written()).toBe('three');
  expect(await readCompiledFolder(dir, 1, root)).toMatchObject(ABOUT);
});
