import { RecollectError } from '@/lib/errors';
import type { Embedder } from '@/lib/embed/types';
import { analyzeForIndex } from '@/lib/text/analyze';
import { commitPassages, failVersion, vectorIdsByInput } from '@/lib/store';
import type { Store } from '@/lib/store/types';
import type { Progress } from './progress';
import type { PreparedDocument, WorkBatch, WorkPart, WorkPassage } from './work';

interface Counts {
  embedded: number;
  reused: number;
}

export interface Committer {
  /** Embeds what has no vector yet and commits every part; documents that are complete become searchable. */
  commit(batch: WorkBatch): Promise<void>;
}

export interface CommitDeps {
  store: Store;
  modelKey: string;
  embedder(): Promise<Embedder>;
  progress: Progress;
}

/** Writes batches in the order they come. The embeddings of one batch are all that a killed process can lose. */
export function createCommitter({ store, modelKey, embedder, progress }: CommitDeps): Committer {
  const counts = new Map<PreparedDocument, Counts>();
  const broken = new Set<PreparedDocument>();

  const missingOf = (passages: readonly WorkPassage[]): WorkPassage[] => {
    const bySha = new Map(passages.map((passage) => [passage.inputSha, passage]));
    for (const sha of vectorIdsByInput(store, modelKey, [...bySha.keys()]).keys()) bySha.delete(sha);
    return [...bySha.values()];
  };

  async function embed(passages: readonly WorkPassage[]): Promise<Map<string, Float32Array>> {
    if (passages.length === 0) return new Map();
    const model = await embedder();
    const vectors = await model.embed(
      passages.map(({ input }) => input),
      'passage',
    );
    return new Map(passages.map(({ inputSha }, index) => [inputSha, vectors[index] ?? new Float32Array()]));
  }

  async function commit(batch: WorkBatch): Promise<void> {
    const parts = batch.filter(({ document }) => !broken.has(document));
    const passages = parts.flatMap((part) => part.passages);
    const missing = missingOf(passages);
    progress.emit({ type: 'batch', passages: passages.length, embedding: missing.length });
    let vectors: Map<string, Float32Array>;
    try {
      vectors = await embed(missing);
    } catch (error) {
      if (!(error instanceof RecollectError) || error.code !== 'embedding_failed' || parts.length === 0)
        throw error;
      // One text spoils its batch: find whose it is, and let the others through.
      await commitOneByOne(parts);
      return;
    }
    for (const part of parts) await commitUnlessDeleted(part, vectors);
    progress.tick();
  }

  async function commitOneByOne(parts: readonly WorkPart[]): Promise<void> {
    for (const part of parts) {
      try {
        await commitUnlessDeleted(part, new Map());
      } catch (error) {
        if (!(error instanceof RecollectError) || error.code !== 'embedding_failed') throw error;
        giveUp(part.document, error);
      }
    }
    progress.tick();
  }

  /** Documents can be deleted while the next batch of them is embedded; the others go on. */
  async function commitUnlessDeleted(part: WorkPart, vectors: Map<string, Float32Array>): Promise<void> {
    if (broken.has(part.document)) return;
    try {
      await commitPart(part, vectors);
    } catch (error) {
      if (!(error instanceof RecollectError) || error.code !== 'document_deleted') throw error;
      const { found } = part.document;
      leave(part.document);
      progress.failed(
        found.uri,
        new RecollectError('document_deleted', { path: found.uri }, { cause: error }),
      );
    }
  }

  /** No further part of it is committed. */
  function leave(document: PreparedDocument): void {
    broken.add(document);
    counts.delete(document);
  }

  function giveUp(document: PreparedDocument, error: RecollectError): void {
    const { uri, source, sha256, size } = document.found;
    const { metadata, settings } = document;
    leave(document);
    failVersion(store, { uri, source, sha256, size, settings, metadata, reason: error.reason });
    progress.failed(uri, error);
  }

  async function commitPart(part: WorkPart, vectors: Map<string, Float32Array>): Promise<void> {
    const { document, passages } = part;
    if (document.versionId === null) throw new Error(`${document.found.uri} was not begun`);
    // A vector seen before may be gone: an older version that was its last user went with a commit just now.
    const missing = missingOf(passages);
    const fresh = await embed(missing.filter(({ inputSha }) => !vectors.has(inputSha)));
    const needed = new Set(missing.map(({ inputSha }) => inputSha));
    const heading = (passage: WorkPassage) => analyzeForIndex(passage.draft.headingPath.join('\n'));
    const title = analyzeForIndex(document.metadata.title);
    commitPassages(store, {
      versionId: document.versionId,
      modelKey,
      passages: passages.map((passage) => ({
        draft: passage.draft,
        inputSha: passage.inputSha,
        // Within a part the first of equal passages brings the vector, the others share it.
        vector: needed.delete(passage.inputSha)
          ? (vectors.get(passage.inputSha) ?? fresh.get(passage.inputSha) ?? null)
          : null,
        fts: { title, heading: heading(passage), body: analyzeForIndex(passage.draft.text) },
      })),
    });
    count(part, missing.length);
  }

  function count({ document, passages, last }: WorkPart, embedded: number): void {
    const { found, drafts, done, isNew } = document;
    const reused = passages.length - embedded;
    const before = counts.get(document) ?? { embedded: 0, reused: 0 };
    const now = { embedded: before.embedded + embedded, reused: before.reused + reused };
    counts.set(document, now);
    progress.embedded += embedded;
    progress.reused += reused;
    progress.addBytes((found.size * passages.length) / Math.max(1, drafts.length - done));
    if (!last) return;
    counts.delete(document);
    const countAs = isNew ? 'added' : 'updated';
    progress.document(
      found.uri,
      done > 0 ? 'resumed' : countAs,
      { passages: drafts.length, ...now },
      countAs,
    );
  }

  return { commit };
}
