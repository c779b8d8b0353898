import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  deleteDocument,
  documentsById,
  documentsUnderSource,
  failVersion,
  findVersions,
  getDocument,
  passagesByVector,
  searchFullText,
  updateMetadata,
  verify,
} from '@/lib/store';
import {
  addDocument,
  begin,
  commit,
  metadataOf,
  temporaryStore,
  type TemporaryStore,
} from './open-temporary';

const WEIGHTS = { title: 1, heading: 1, body: 1 };
let temporary: TemporaryStore;

beforeEach(async () => {
  temporary = await temporaryStore();
});
afterEach(() => temporary.remove());

const count = (table: string) =>
  temporary.store.db.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get();
const find = (match: string) =>
  searchFullText(temporary.store, { match, limit: 10, weights: WEIGHTS }).map(({ id }) => id);

describe('a document', () => {
  it('is searchable once its last passage is committed, and not before', () => {
    const { store } = temporary;
    const document = { uri: 'a.md', passages: ['red apples', 'green pears', 'blue plums'] };
    const { versionId, documentId, passagesDone } = begin(store, document);
    expect(passagesDone).toBe(0);
    expect(commit(temporary, document, { versionId, to: 2 })).toBe(2);
    expect(find('apples')).toEqual([]);
    expect(findVersions(store, 'a.md')).toMatchObject({
      documentId,
      current: null,
      unfinished: { passagesDone: 2, passagesTotal: 3 },
    });
    expect(verify(store)).toEqual([]);
    expect(commit(temporary, document, { versionId, from: 2 })).toBe(3);
    expect(find('apples')).toHaveLength(1);
    expect(findVersions(store, 'a.md')).toMatchObject({ current: { versionId }, unfinished: null });
    expect(verify(store)).toEqual([]);
  });

  it('is resumed at the passage where it stopped', () => {
    const document = { uri: 'a.md', passages: ['one', 'two', 'three'] };
    const first = begin(temporary.store, document);
    commit(temporary, document, { versionId: first.versionId, to: 2 });
    expect(begin(temporary.store, document)).toEqual({ ...first, passagesDone: 2 });
  });

  it('is begun anew when its bytes, settings or passages differ from what was begun', () => {
    const { store } = temporary;
    const document = { uri: 'a.md', passages: ['one', 'two', 'three'] };
    const first = begin(store, document);
    commit(temporary, document, { versionId: first.versionId, to: 2 });
    const changed = begin(store, { ...document, passages: ['one', 'two', 'four'] });
    expect(changed).toMatchObject({ passagesDone: 0 });
    expect(changed.versionId).not.toBe(first.versionId);
    expect(count('passages')).toBe(0);
    expect(count('vectors')).toBe(0);
    expect(begin(store, { ...document, settings: 'other' }).versionId).not.toBe(changed.versionId);
    expect(verify(store)).toEqual([]);
  });

  it('keeps its old version searchable until the new one is complete', () => {
    const { store } = temporary;
    addDocument(temporary, { uri: 'a.md', passages: ['shared words', 'old words'] });
    const next = { uri: 'a.md', passages: ['shared words', 'new words'], metadata: { title: 'New title' } };
    const { versionId, documentId } = begin(store, next);
    commit(temporary, next, { versionId, to: 1 });
    expect(find('old')).toHaveLength(1);
    expect(documentsById(store, [documentId]).get(documentId)?.title).toBe('Title of a.md');
    commit(temporary, next, { versionId, from: 1 });
    expect(find('old')).toEqual([]);
    expect(find('body : new')).toHaveLength(1);
    expect(documentsById(store, [documentId]).get(documentId)?.title).toBe('New title');
    expect(count('versions')).toBe(1);
    expect(count('vectors')).toBe(2);
    expect(verify(store)).toEqual([]);
  });

  it('shares the vector of a passage that another document has too', () => {
    addDocument(temporary, { uri: 'a.md', passages: ['same text', 'only a'] });
    const second = addDocument(temporary, { uri: 'b.md', passages: ['same text', 'same text'] });
    expect(count('vectors')).toBe(2);
    const [shared] = temporary.store.db.prepare<[], number>('SELECT min(id) FROM vectors').pluck().all();
    expect(passagesByVector(temporary.store, [shared ?? 0])).toHaveLength(3);
    deleteDocument(temporary.store, second);
    expect(passagesByVector(temporary.store, [shared ?? 0])).toHaveLength(1);
    expect(verify(temporary.store)).toEqual([]);
  });

  it('leaves nothing behind when it is deleted', () => {
    const { store } = temporary;
    const id = addDocument(temporary, { uri: 'a.md', passages: ['one', 'two'], metadata: { tags: ['x'] } });
    begin(store, { uri: 'a.md', passages: ['three'] });
    expect(deleteDocument(store, id)).toBe(true);
    expect(deleteDocument(store, id)).toBe(false);
    for (const table of ['documents', 'versions', 'passages', 'passages_fts', 'vectors', 'document_tags'])
      expect(count(table), table).toBe(0);
    expect(find('one')).toEqual([]);
    expect(verify(store)).toEqual([]);
  });

  it('that fails keeps its searchable version and says why', async () => {
    const { store } = temporary;
    const document = { uri: 'a.md', passages: ['fine words'] };
    const id = addDocument(temporary, document);
    const metadata = metadataOf(document);
    failVersion(store, {
      uri: 'a.md',
      source: null,
      metadata: { ...metadata, title: 'Never shown' },
      sha256: 'x',
      settings: 's',
      size: 3,
      reason: { code: 'corrupt_document', message: 'broken', details: { path: 'a.md' } },
    });
    expect(find('fine')).toHaveLength(1);
    expect(await getDocument(store, id)).toMatchObject({
      title: 'Title of a.md',
      state: 'ready',
      attempt: {
        state: 'failed',
        error: { code: 'corrupt_document', message: 'broken', details: { path: 'a.md' } },
      },
    });
    expect(findVersions(store, 'a.md')?.failed).toMatchObject({ code: 'corrupt_document' });
    addDocument(temporary, { uri: 'a.md', passages: ['repaired words'] });
    expect(findVersions(store, 'a.md')?.failed).toBeNull();
    expect(verify(store)).toEqual([]);
  });

  it('refuses passages out of order, twice, or with a vector that is no vector', () => {
    const { store } = temporary;
    const document = { uri: 'a.md', passages: ['one', 'two'] };
    const { versionId } = begin(store, document);
    expect(() => commit(temporary, document, { versionId, from: 1 })).toThrow(RangeError);
    commit(temporary, document, { versionId, to: 1 });
    expect(() => commit(temporary, document, { versionId, to: 1 })).toThrow(RangeError);
    const wrong = { ...temporary, identity: { ...temporary.identity } };
    wrong.identity.dimension = 7;
    expect(() => commit(wrong, document, { versionId, from: 1 })).toThrow(RangeError);
    expect(findVersions(store, 'a.md')?.unfinished?.passagesDone).toBe(1);
    expect(verify(store)).toEqual([]);
  });
});

describe('metadata', () => {
  it('changes without a new version', async () => {
    const { store } = temporary;
    const id = addDocument(temporary, {
      uri: 'a.md',
      passages: ['one'],
      metadata: { tags: ['old', 'kept'] },
    });
    const { title, ...rest } = metadataOf({ uri: 'a.md', passages: [] });
    updateMetadata(store, id, {
      ...rest,
      collection: 'other',
      date: '2020-01-02',
      tags: ['kept', 'new', 'new'],
    });
    expect(documentsById(store, [id]).get(id)).toMatchObject({
      title,
      collection: 'other',
      date: '2020-01-02',
      tags: ['kept', 'new'],
    });
    expect(findVersions(store, 'a.md')?.metadata.tags.sort()).toEqual(['kept', 'new']);
  });
});

describe('documentsUnderSource', () => {
  it('finds a file and what is below a folder, not what only begins alike', () => {
    const { store } = temporary;
    for (const source of [
      '/data/a',
      '/data/a/one.md',
      '/data/a/deep/two.md',
      '/data/ab.md',
      '/data/a-b/three.md',
    ])
      addDocument(temporary, { uri: source, source, passages: [source] });
    const uris = (root: string) => documentsUnderSource(store, root).map(({ uri }) => uri);
    expect(uris('/data/a')).toEqual(['/data/a', '/data/a/deep/two.md', '/data/a/one.md']);
    expect(uris('/data/a/one.md')).toEqual(['/data/a/one.md']);
    expect(uris('/')).toHaveLength(5);
    expect(uris('/data/%')).toEqual([]);
  });
});
