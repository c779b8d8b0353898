import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore, verify, type Store } from '@/lib/store';
import type { IngestEvent } from '@/lib/ingest/types';
import { ending, failures, ingestFolder, states, type IngestFolder } from './ingest-folder';

let folder: IngestFolder;
beforeAll(() => {
  folder = ingestFolder();
});
afterAll(() => folder.remove());

const put = (name: string, text: string) => writeFileSync(path.join(folder.root, name), text);

/** About a passage of prose that is the same for the same number. */
function section(number: number): string {
  const sentences = Array.from(
    { length: 14 },
    (_, index) =>
      `Sentence ${index} of part ${number} says that river ${number * 31 + index} is longer than it seems.`,
  );
  return `## Part ${number}\n\n${sentences.join(' ')}`;
}

const pages = (numbers: readonly number[]) => `# Rivers\n\n${numbers.map(section).join('\n\n')}\n`;

const document = (events: readonly IngestEvent[], uri: string) =>
  events.find((event) => event.type === 'document' && event.uri === uri);

async function look<Result>(read: (store: Store) => Result): Promise<Result> {
  const store = await openStore(folder.config.databaseFile, { readonly: true });
  try {
    expect(verify(store)).toEqual([]);
    return read(store);
  } finally {
    await store.close();
  }
}

const textOf = (uri: string) =>
  look(({ db }) =>
    db
      .prepare<[string], string>(
        `SELECT p.text FROM passages p JOIN documents d ON d.id = p.document_id
         WHERE d.uri = ? AND p.live = 1 ORDER BY p.ordinal`,
      )
      .pluck()
      .all(uri)
      .join('\n'),
  );

describe('a second ingest', () => {
  it('embeds nothing of what has not changed', async () => {
    put('same.md', pages([1, 2]));
    put('rows.jsonl', '{"id":"a","text":"Tea keeps awake."}\n{"id":"b","text":"Bread feeds."}\n');
    const first = ending(await folder.run(['same.md', 'rows.jsonl']));
    expect(first).toMatchObject({ documents: { added: 3 }, reused: 0 });
    expect(first.embedded).toBe(first.passages);
    const again = await folder.run(['same.md', 'rows.jsonl']);
    expect(states(again)).toEqual({
      'same.md': 'unchanged',
      'rows.jsonl#a': 'unchanged',
      'rows.jsonl#b': 'unchanged',
    });
    expect(ending(again)).toMatchObject({ passages: 0, embedded: 0 });
    expect(again.some(({ type }) => type === 'batch')).toBe(false);
  });

  it('embeds of a changed document only the passages that changed', async () => {
    put('changed.md', pages([11, 12, 13, 14]));
    const before = ending(await folder.run(['changed.md'])).passages;
    expect(before).toBeGreaterThanOrEqual(4);
    put('changed.md', pages([11, 12, 99, 14]));
    const events = await folder.run(['changed.md']);
    const { embedded, reused, passages } = ending(events);
    expect(document(events, 'changed.md')).toMatchObject({ state: 'updated', passages, embedded, reused });
    expect(embedded).toBeGreaterThan(0);
    expect(embedded).toBeLessThanOrEqual(2);
    expect(reused).toBe(passages - embedded);
    expect(await textOf('changed.md')).toContain('part 99');
    expect(await textOf('changed.md')).not.toContain('part 13');
  });

  it('reads of a changed file of rows only the rows that changed', async () => {
    put('rows.jsonl', '{"id":"a","text":"Tea keeps awake."}\n{"id":"b","text":"Rice feeds."}\n');
    const events = await folder.run(['rows.jsonl']);
    expect(states(events)).toEqual({ 'rows.jsonl#a': 'unchanged', 'rows.jsonl#b': 'updated' });
    expect(ending(events).embedded).toBe(1);
  });

  it('embeds a passage that several documents share once', async () => {
    const shared = section(50);
    put('one.txt', `Rivers\n\n${shared}`);
    const { passages } = ending(await folder.run(['one.txt']));
    put('two.txt', `Rivers\n\n${shared}`);
    expect(ending(await folder.run(['two.txt']))).toMatchObject({ embedded: 0, reused: passages });
    put('one.txt', 'Something else is here now.');
    await folder.run(['one.txt']);
    expect(await textOf('two.txt')).toContain('part 50');
  });

  it('changes metadata without embedding', async () => {
    put('tagged.md', '---\ntags: [own]\n---\n\n# Tagged\n\nSome words.');
    await folder.run(['tagged.md']);
    const metadata = { collection: 'shelf', tags: ['new'] };
    const events = await folder.run(['tagged.md'], { metadata });
    expect(states(events)).toEqual({ 'tagged.md': 'updated' });
    expect(ending(events)).toMatchObject({ passages: 0, embedded: 0 });
    expect(states(await folder.run(['tagged.md'], { metadata }))).toEqual({ 'tagged.md': 'unchanged' });
    const stored = await look(({ db }) =>
      db
        .prepare(
          `SELECT collection, (SELECT group_concat(tag ORDER BY tag) FROM document_tags WHERE document_id = id) AS tags
           FROM documents WHERE uri = 'tagged.md'`,
        )
        .get(),
    );
    expect(stored).toEqual({ collection: 'shelf', tags: 'new,own' });
  });
});

describe('a document that cannot be read any more', () => {
  it('stays searchable as it was, and is read again once it is mended', async () => {
    put('fragile.txt', 'The first words.');
    await folder.run(['fragile.txt']);
    writeFileSync(path.join(folder.root, 'fragile.txt'), Buffer.from('caf\xe9', 'latin1'));
    expect(failures(await folder.run(['fragile.txt']))).toEqual({ 'fragile.txt': 'invalid_encoding' });
    expect(await textOf('fragile.txt')).toBe('The first words.');
    put('fragile.txt', 'The mended words.');
    expect(states(await folder.run(['fragile.txt']))).toEqual({ 'fragile.txt': 'updated' });
    expect(await textOf('fragile.txt')).toBe('The mended words.');
  });
});

describe('a document that somebody deletes while it is embedded', () => {
  it('fails alone instead of ending the ingest with "Version … is not being embedded"', async () => {
    put('gone.md', pages([40, 41]));
    put('stays.md', pages([42, 43]));
    const db = new Database(folder.config.databaseFile);
    let deleted = 0;
    const events = await folder.run(
      ['gone.md', 'stays.md'],
      { batchSize: 1 },
      {
        heard(event) {
          if (event.type === 'batch')
            deleted += db.prepare("DELETE FROM documents WHERE uri = 'gone.md'").run().changes;
        },
      },
    );
    db.close();
    expect(deleted).toBe(1);
    expect(failures(events)).toEqual({ 'gone.md': 'document_deleted' });
    expect(document(events, 'stays.md')).toMatchObject({ state: 'added' });
    expect(await textOf('gone.md')).toBe('');
    expect(await textOf('stays.md')).toContain('part 43');
  });
});

describe('an ingest that is interrupted', () => {
  it('keeps what was committed; the next one goes on there, and the old version is found until then', async () => {
    put('long.md', pages([70]));
    await folder.run(['long.md']);
    put('long.md', pages([71, 72, 73, 74, 75, 76]));
    const stop = new AbortController();
    const first = await folder.run(
      ['long.md'],
      { batchSize: 2 },
      { signal: stop.signal, heard: ({ type }) => type === 'progress' && stop.abort() },
    );
    const done = ending(first).passages;
    expect(done).toBeGreaterThan(0);
    expect(states(first)).toEqual({});
    expect(await textOf('long.md')).toContain('part 70');

    const next = await folder.run(['long.md'], { batchSize: 2 });
    const resumed = document(next, 'long.md');
    expect(resumed).toMatchObject({ state: 'resumed' });
    expect(ending(next).passages).toBe((resumed as { passages: number }).passages - done);
    expect(ending(next).documents).toMatchObject({ added: 0, updated: 1 });
    expect(await textOf('long.md')).toContain('part 76');
    expect(await textOf('long.md')).not.toContain('part 70');
    rmSync(path.join(folder.root, 'long.md'));
  });
});
