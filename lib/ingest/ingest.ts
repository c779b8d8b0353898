import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Config } from '@/lib/config';
import { createEmbedder } from '@/lib/embed/embedder';
import { loadTokenCounter } from '@/lib/embed/token-counter';
import type { Embedder } from '@/lib/embed/types';
import { RecollectError } from '@/lib/errors';
import { ensureEmbeddingModel } from '@/lib/models/embedding-model';
import { modelKey as keyOf } from '@/lib/models/identity';
import { openStore, registerModel, requireModel, vectorIdsByInput, withIngestLock } from '@/lib/store';
import { tidyTextIndex } from '@/lib/store/tidy-text-index';
import type { Store } from '@/lib/store/types';
import { batchesOf } from './batches';
import { createCommitter } from './commit-batch';
import { findChanges, type ChangeDeps, type Met } from './find-changes';
import type { MetadataOptions } from './metadata';
import { createFileParser } from './parsing-worker';
import { prefetch } from './prefetch';
import { Progress } from './progress';
import { prune } from './prune';
import { settingsFingerprint } from './settings';
import { storedChanges } from './stored-changes';
import type { Format, IngestEvent, RowFields, SourceFile } from './types';
import { walk, type WalkResult } from './walk';
import type { PreparedDocument } from './work';

export interface IngestOptions {
  /** Files, folders and globs. */
  targets: readonly string[];
  /** Absolute path that relative targets and URIs are taken from. */
  root: string;
  /** A document from a stream, besides the targets. */
  stdin: SourceFile | null;
  /** More files that are known already, as uploads are. */
  sources?: readonly SourceFile[] | undefined;
  /** Format of files that are named themselves, whatever their extension. */
  format?: Format | undefined;
  /** Title of documents that are a file of their own. */
  title?: string | undefined;
  fields: RowFields;
  metadata: MetadataOptions;
  /** Remove documents of the targets whose file or row is gone. */
  prune: boolean;
  /** Embed everything again with the configured model. */
  reembed: boolean;
  dryRun: boolean;
  /** Bytes of a file. */
  maxBytes: number;
  /** Passages embedded and committed together. */
  batchSize: number;
  /** Time for parsing one file. */
  parseSeconds: number;
}

export interface IngestDeps {
  config: Config;
  emit(event: IngestEvent): void;
  /** Ends the run after the batch in flight. */
  signal: AbortSignal;
}

/** Batches prepared ahead while one is embedded. */
const PREPARED_AHEAD = 2;

/**
 * Makes documents searchable: reads, cuts, embeds what is new, commits.
 *
 * The store is always whole: a document stays searchable in its old version until its new one is complete. What was
 * committed before an interruption is not done again.
 *
 * @returns how many documents failed; each was told as an event and did not stop the others
 * @throws RecollectError `file_not_found`, `invalid_request` (pruning globs), `ingest_locked`, `model_mismatch`, what
 *   the model supply throws
 */
export async function ingest(options: IngestOptions, deps: IngestDeps): Promise<{ failed: number }> {
  // What is misspelt is said before anything is opened.
  const found = await walk(options.targets, options.root, options.format);
  const [glob] = found.globs;
  if (options.prune && glob !== undefined) {
    const reason = `--prune needs files and folders; with the glob ${glob} it cannot tell what is gone from what was never meant`;
    throw new RecollectError('invalid_request', { reason });
  }
  const { databaseFile } = deps.config;
  if (options.dryRun) {
    const store = existsSync(databaseFile) ? await openStore(databaseFile, { readonly: true }) : null;
    return run(store, found, options, deps).finally(() => store?.close());
  }
  mkdirSync(path.dirname(databaseFile), { recursive: true });
  return withIngestLock(databaseFile, async () => {
    const store = await openStore(databaseFile);
    try {
      const done = await run(store, found, options, deps);
      await tidyTextIndex(store, deps.signal);
      return done;
    } finally {
      await store.close();
    }
  });
}

async function run(
  store: Store | null,
  found: WalkResult,
  options: IngestOptions,
  { config, emit, signal }: IngestDeps,
): Promise<{ failed: number }> {
  const { dryRun } = options;
  const files = [...found.files, ...(options.stdin ? [options.stdin] : []), ...(options.sources ?? [])];
  const { dir, identity } = await ensureEmbeddingModel({ config });
  const modelKey = keyOf(identity);
  if (store && !dryRun) registerModel(store, identity, { replace: options.reembed });
  else if (store && !options.reembed) requireModel(store, identity);
  const counter = await loadTokenCounter(dir);
  const progress = new Progress(emit, totalBytes(files));
  emit({ type: 'start', files: files.length, database: config.databaseFile, model: identity.id, dryRun });

  const met: Met = { uris: new Set(), wholeSources: new Set() };
  for (const { uri, failure } of found.failures) {
    met.uris.add(uri);
    progress.failed(uri, failure);
  }
  const parser = createFileParser(options.parseSeconds);
  const settings = settingsFingerprint({ modelKey, ...options });
  const read = {
    fields: options.fields,
    maxBytes: options.maxBytes,
    title: options.title,
    parse: parser.parse,
  };
  const metadata = options.metadata;
  const changes = { store, settings, counter, identity, options: metadata, dryRun, progress, signal, read };
  try {
    const documents = allChanges(files, met, changes, options.reembed ? modelKey : null);
    if (store && !dryRun) await embedAll(documents, store, modelKey, options, { config, changes, signal });
    else for await (const document of documents) tellPlan(document, progress);
    if (store && options.prune && !signal.aborted) prune(found.roots, met, { store, progress, dryRun });
  } finally {
    await parser.close();
  }
  progress.end();
  return { failed: progress.documents.failed };
}

/** @param reembedWith key of the model that everything stored is to be embedded with, or null */
async function* allChanges(
  files: readonly SourceFile[],
  met: Met,
  changes: ChangeDeps,
  reembedWith: string | null,
): AsyncGenerator<PreparedDocument> {
  yield* findChanges(files, met, changes);
  if (changes.store && reembedWith !== null) yield* storedChanges(changes.store, met, reembedWith, changes);
}

/** Embeds and commits, batch by batch, while the next documents are read and cut. */
async function embedAll(
  documents: AsyncIterable<PreparedDocument>,
  store: Store,
  modelKey: string,
  { batchSize }: IngestOptions,
  { config, changes, signal }: { config: Config; changes: ChangeDeps; signal: AbortSignal },
): Promise<void> {
  let embedder: Embedder | undefined;
  const committer = createCommitter({
    store,
    modelKey,
    progress: changes.progress,
    // Started by the first batch that needs it: an unchanged corpus never waits for the model.
    embedder: async () => (embedder ??= await createEmbedder(config)),
  });
  const known = (shas: readonly string[]) => new Set(vectorIdsByInput(store, modelKey, shas).keys());
  try {
    const batches = batchesOf(documents, { size: batchSize, known });
    for await (const batch of prefetch(batches, PREPARED_AHEAD)) {
      await committer.commit(batch);
      if (signal.aborted) break;
    }
  } finally {
    await embedder?.close();
  }
}

/** In a dry run a document is only told. */
function tellPlan({ found, drafts, isNew, done }: PreparedDocument, progress: Progress): void {
  const state = isNew ? 'added' : 'updated';
  const counts = { passages: drafts.length, embedded: 0, reused: 0 };
  progress.document(found.uri, done > 0 ? 'resumed' : state, counts, state);
  progress.addBytes(found.size);
}

function totalBytes(files: readonly SourceFile[]): number | null {
  let sum = 0;
  for (const { size } of files) {
    if (size === null) return null;
    sum += size;
  }
  return sum;
}
