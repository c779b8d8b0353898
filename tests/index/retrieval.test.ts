import { copyFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseConfig } from '@/lib/config';
import { createRetriever, type Retriever } from '@/lib/index/retriever-client';
import { deleteDocument, openStore, passagesByVector, registerModel, updateMetadata } from '@/lib/store';
import { encodeVector } from '@/lib/store/vectors';
import {
  addDocument,
  identityOf,
  metadataOf,
  temporaryStore,
  vectorOf,
  type TemporaryStore,
} from '@/tests/store/open-temporary';

const DIMENSION = 8;
let target: TemporaryStore;
let retriever: Retriever;

beforeEach(async () => {
  target = await temporaryStore(identityOf(DIMENSION));
  retriever = createRetriever(parseConfig({ RECOLLECT_DATA_DIR: target.folder }));
});
afterEach(async () => {
  await retriever.close();
  await target.remove();
});

const add = (uri: string, passages: string[], collection = 'default') =>
  addDocument(target, { uri, passages, metadata: { collection } });

/** The texts found for a text's own vector, best first. */
async function found(text: string, k = 3, filter = {}): Promise<string[]> {
  const { hits } = await retriever.search({ vector: vectorOf(text, DIMENSION), k, filter });
  const rows = passagesByVector(
    target.store,
    hits.map(({ label }) => label),
  );
  return hits.map(({ label }) => rows.find(({ vectorId }) => vectorId === label)?.text ?? '?');
}

describe('the retriever', () => {
  it('finds nothing in an empty database', async () => {
    expect(await found('anything')).toEqual([]);
    expect(await retriever.stats()).toMatchObject({ vectors: 0, graph: null });
  });

  it('knows every commit at the next query, and what was deleted never again', async () => {
    const first = add('a.md', ['red', 'green']);
    expect((await found('red', 1))[0]).toBe('red');
    add('b.md', ['blue']);
    expect((await found('blue', 1))[0]).toBe('blue');
    deleteDocument(target.store, first);
    expect(await found('red', 10)).toEqual(['blue']);
    add('a.md', ['red']);
    expect((await found('red', 1))[0]).toBe('red');
  });

  it('knows a changed document by its new passages only', async () => {
    add('a.md', ['old', 'kept']);
    await found('old');
    add('a.md', ['new', 'kept']);
    expect((await found('old', 10)).sort()).toEqual(['kept', 'new']);
  });

  it('follows a change of metadata that a filter asks for', async () => {
    const id = add('a.md', ['red'], 'one');
    add('b.md', ['blue'], 'two');
    expect(await found('red', 5, { collections: ['one'] })).toEqual(['red']);
    updateMetadata(target.store, id, {
      ...metadataOf({ uri: 'a.md', passages: [] }),
      collection: 'two',
    });
    expect(await found('red', 5, { collections: ['one'] })).toEqual([]);
    expect(await found('red', 5, { collections: ['two'] })).toEqual(['red', 'blue']);
  });

  it('says how many vectors a filter keeps', async () => {
    add('a.md', ['red', 'green'], 'one');
    add('b.md', ['blue'], 'two');
    const vector = vectorOf('red', DIMENSION);
    const request = { vector, k: 10, filter: { collections: ['one'] } };
    expect(await retriever.search(request)).toMatchObject({ candidates: 2, plan: 'exact' });
    expect(await retriever.search({ vector, k: 10 })).toMatchObject({ candidates: null });
  });

  it('reads a database anew that was put back to an older state', async () => {
    add('a.md', ['red']);
    target.store.db.pragma('wal_checkpoint(TRUNCATE)');
    const copy = path.join(target.folder, 'copy.db');
    copyFileSync(target.file, copy);
    add('b.md', ['blue']);
    expect(await found('blue', 1)).toEqual(['blue']);
    await retriever.close();
    await target.store.close();
    for (const end of ['', '-wal', '-shm']) rmSync(target.file + end, { force: true });
    copyFileSync(copy, target.file);
    const store = await openStore(target.file);
    target = { ...target, store, remove: async () => store.close() };
    expect(await found('blue', 10)).toEqual(['red']);
  });

  it('takes the new vector of an id that a restored and continued database gave to another text', async () => {
    add('a.md', ['red', 'green']);
    expect(await found('red', 1)).toEqual(['red']);
    const { db } = target.store;
    const id = db.prepare("SELECT vector_id FROM passages WHERE text = 'red'").pluck().get();
    db.prepare('UPDATE vectors SET data = ? WHERE id = ?').run(encodeVector(vectorOf('blue', DIMENSION)), id);
    db.prepare('INSERT INTO vector_changes (vector_id) VALUES (?)').run(id);
    const { hits } = await retriever.search({ vector: vectorOf('blue', DIMENSION), k: 1 });
    expect(hits).toEqual([{ label: id, similarity: expect.closeTo(1, 5) }]);
  });

  it('forgets the vectors of a model that was replaced', async () => {
    add('a.md', ['red']);
    expect(await found('red')).toEqual(['red']);
    const other = identityOf(DIMENSION, 'test/other');
    registerModel(target.store, other, { replace: true });
    expect(await found('red')).toEqual([]);
    addDocument({ store: target.store, identity: other }, { uri: 'b.md', passages: ['blue'] });
    expect(await found('blue')).toEqual(['blue']);
  });

  it('refuses to compare a query with vectors of another model, and says what to do', async () => {
    add('a.md', ['red']);
    await expect(retriever.search({ query: 'red', k: 1 })).rejects.toMatchObject({
      code: 'model_mismatch',
      message: expect.stringContaining('--reembed'),
    });
  });

  it('ends a search that was given up', async () => {
    add('a.md', ['red']);
    const request = { vector: vectorOf('red', DIMENSION), k: 1 };
    await expect(retriever.search(request, AbortSignal.abort())).rejects.toMatchObject({ code: 'aborted' });
    expect(await found('red')).toEqual(['red']);
  });
});
