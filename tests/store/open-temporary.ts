import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { modelKey, type ModelIdentity } from '@/lib/models/identity';
import {
  beginVersion,
  commitPassages,
  openStore,
  registerModel,
  vectorIdsByInput,
  type DocumentMetadata,
  type Store,
} from '@/lib/store';
import { analyzeForIndex } from '@/lib/text/analyze';

/** A model of few dimensions; the store does not care what its vectors mean. */
export function identityOf(dimension: number, id = 'test/model'): ModelIdentity {
  return {
    id,
    revision: '1',
    files: { 'model.onnx': `${id}/${dimension}` },
    dimension,
    pooling: 'mean',
    prefixes: { query: '', passage: '' },
    maxTokens: 256,
    quantisation: 'fp32',
  };
}

export interface TemporaryStore {
  store: Store;
  folder: string;
  file: string;
  identity: ModelIdentity;
  remove(): Promise<void>;
}

/** A new database with a registered model, in a folder of its own. */
export async function temporaryStore(identity = identityOf(8)): Promise<TemporaryStore> {
  const folder = mkdtempSync(path.join(tmpdir(), 'recollect-store-'));
  const file = path.join(folder, 'recollect.db');
  const store = await openStore(file);
  registerModel(store, identity);
  return {
    store,
    folder,
    file,
    identity,
    async remove() {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A unit vector that is the same for the same text. */
export function vectorOf(text: string, dimension: number): Float32Array {
  const vector = new Float32Array(dimension);
  for (let offset = 0; offset < dimension; offset += 8) {
    const hash = createHash('sha256').update(`${offset}:${text}`).digest();
    for (let at = offset; at < Math.min(offset + 8, dimension); at += 1) {
      vector[at] = hash.readInt32LE((at - offset) * 4) / 2 ** 31;
    }
  }
  const norm = Math.hypot(...vector);
  return vector.map((value) => value / norm);
}

export const shaOf = (text: string) => createHash('sha256').update(text).digest('hex');

export interface TestDocument {
  uri: string;
  /** Passages; the document's text is these with a blank line between them. */
  passages: readonly string[];
  settings?: string;
  source?: string | null;
  metadata?: Partial<DocumentMetadata>;
}

export const metadataOf = ({ uri, metadata }: TestDocument): DocumentMetadata => ({
  title: `Title of ${uri}`,
  collection: 'default',
  language: 'en',
  mediaType: 'text/plain',
  date: null,
  tags: [],
  ...metadata,
});

/** Begins a version without committing any passage. */
export function begin(store: Store, document: TestDocument) {
  const text = document.passages.join('\n\n');
  return beginVersion(store, {
    uri: document.uri,
    source: document.source ?? null,
    metadata: metadataOf(document),
    sha256: shaOf(text),
    settings: document.settings ?? 'settings-1',
    size: Buffer.byteLength(text),
    text,
    blocks: [{ kind: 'paragraph', start: 0, end: text.length }],
    passagesTotal: document.passages.length,
  });
}

/** Commits passages from `from` up to `to` of a version that was begun. */
export function commit(
  { store, identity }: Pick<TemporaryStore, 'store' | 'identity'>,
  document: TestDocument,
  { versionId, from = 0, to = document.passages.length }: { versionId: number; from?: number; to?: number },
): number {
  const key = modelKey(identity);
  const known = new Set(vectorIdsByInput(store, key, document.passages.map(shaOf)).keys());
  let start = document.passages.slice(0, from).reduce((sum, text) => sum + text.length + 2, 0);
  const passages = document.passages.slice(from, to).map((text, index) => {
    const sha = shaOf(text);
    const isNew = !known.has(sha);
    known.add(sha);
    const draft = {
      ordinal: from + index,
      text,
      start,
      end: start + text.length,
      headingPath: ['Top'],
      page: null,
    };
    start = draft.end + 2;
    const fts = {
      title: analyzeForIndex(metadataOf(document).title),
      heading: 'top',
      body: analyzeForIndex(text),
    };
    return { draft, inputSha: sha, vector: isNew ? vectorOf(text, identity.dimension) : null, fts };
  });
  return commitPassages(store, { versionId, modelKey: key, passages });
}

/** Makes a document searchable in one go. @returns its id */
export function addDocument(
  target: Pick<TemporaryStore, 'store' | 'identity'>,
  document: TestDocument,
): string {
  const { documentId, versionId, passagesDone } = begin(target.store, document);
  commit(target, document, { versionId, from: passagesDone });
  return documentId;
}
