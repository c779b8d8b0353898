import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { streamSource } from '@/lib/ingest/source-file';
import { openStore } from '@/lib/store';
import { ending, ingestFolder, states, type IngestFolder } from './ingest-folder';

let folder: IngestFolder;
beforeAll(() => {
  folder = ingestFolder();
});
afterAll(() => folder.remove());

const at = (name: string) => path.join(folder.root, name);
function put(name: string, text: string): void {
  mkdirSync(path.dirname(at(name)), { recursive: true });
  writeFileSync(at(name), text);
}
const removed = (events: Parameters<typeof states>[0]) =>
  Object.entries(states(events)).flatMap(([uri, state]) => (state === 'removed' ? [uri] : []));

async function stored(): Promise<string[]> {
  const store = await openStore(folder.config.databaseFile, { readonly: true });
  try {
    return store.db.prepare<[], string>('SELECT uri FROM documents ORDER BY uri').pluck().all();
  } finally {
    await store.close();
  }
}

describe('prune', () => {
  it('removes documents whose file or row is gone, below the given paths and nowhere else', async () => {
    put('notes/kept.md', 'Kept here.');
    put('notes/gone.md', 'Gone soon.');
    put('notes/rows.csv', 'id,text\nfirst,One.\nsecond,Two.\n');
    put('other/gone.md', 'Gone as well, but nobody asks.');
    async function* typed() {
      yield Buffer.from('From standard input.');
    }
    await folder.run(['notes', 'other'], { stdin: streamSource(typed(), 'typed', 'text') });
    rmSync(at('notes/gone.md'));
    rmSync(at('other/gone.md'));
    put('notes/rows.csv', 'id,text\nsecond,Two.\n');

    expect(removed(await folder.run(['notes']))).toEqual([]);
    expect(removed(await folder.run(['notes'], { prune: true, dryRun: true }))).toHaveLength(2);
    expect(await stored()).toHaveLength(6);
    const events = await folder.run(['notes'], { prune: true });
    expect(removed(events)).toEqual(['notes/gone.md', 'notes/rows.csv#first']);
    expect(ending(events).documents).toMatchObject({ removed: 2, unchanged: 2 });
    expect(await stored()).toEqual(['notes/kept.md', 'notes/rows.csv#second', 'other/gone.md', 'typed']);
  });

  it('keeps the rows of a file that could not be read to its end, and files that exist but cannot be read', async () => {
    put('risky/rows.jsonl', '{"id":"a","text":"A."}\n{"id":"b","text":"B."}\n');
    put('risky/page.txt', 'Readable.');
    await folder.run(['risky']);
    put('risky/rows.jsonl', '{"id":"a","text":"A."}\n{"id":"b","text":\n');
    writeFileSync(at('risky/page.txt'), Buffer.from([0x89, 0x50, 0, 0]));
    const events = await folder.run(['risky'], { prune: true });
    expect(removed(events)).toEqual([]);
    expect(await stored()).toEqual(expect.arrayContaining(['risky/page.txt', 'risky/rows.jsonl#b']));
  });

  it('removes nothing for a path that is missing: it may be a disk that is not mounted', async () => {
    rmSync(at('risky'), { recursive: true });
    await expect(folder.run(['risky'], { prune: true })).rejects.toMatchObject({ code: 'file_not_found' });
    expect(await stored()).toContain('risky/page.txt');
  });

  it('refuses globs, which do not say what is gone, before anything is read', async () => {
    const globbed = folder.run(['notes/*.md'], { prune: true });
    await expect(globbed).rejects.toMatchObject({ code: 'invalid_request' });
  });
});

describe('a dry run', () => {
  it('tells what would happen and makes nothing, not even a database', async () => {
    const fresh = ingestFolder();
    try {
      writeFileSync(path.join(fresh.root, 'a.md'), 'Words.');
      const events = await fresh.run(['a.md'], { dryRun: true });
      expect(states(events)).toEqual({ 'a.md': 'added' });
      expect(ending(events)).toMatchObject({ documents: { added: 1 }, embedded: 0 });
      expect(existsSync(fresh.config.databaseFile)).toBe(false);
    } finally {
      fresh.remove();
    }
  });

  it('writes nothing into a database that is there', async () => {
    put('dry/a.md', 'First.');
    await folder.run(['dry']);
    put('dry/a.md', 'Second.');
    put('dry/b.md', 'New.');
    writeFileSync(at('dry/bad.txt'), Buffer.from('\xff\xfe\xff', 'latin1').subarray(0, 1));
    const before = await stored();
    const events = await folder.run(['dry'], { dryRun: true, metadata: { tags: ['x'] } });
    expect(states(events)).toEqual({ 'dry/a.md': 'updated', 'dry/b.md': 'added' });
    expect(ending(events).documents).toMatchObject({ failed: 1 });
    expect(await stored()).toEqual(before);
    expect(states(await folder.run(['dry']))).toEqual({ 'dry/a.md': 'updated', 'dry/b.md': 'added' });
  });
});
