import { fileURLToPath } from 'node:url';
import { asRecollectError, type RecollectError } from '@/lib/errors';
import { deleteDocument, failVersion, findVersions, updateMetadata } from '@/lib/store';
import type { Store } from '@/lib/store/types';
import { MEDIA_TYPES } from './formats';
import { describe, redescribe, type MetadataOptions } from './metadata';
import { begin, cut, type CutDeps } from './prepare';
import type { Progress } from './progress';
import { readDocuments, type ReadOptions } from './read-documents';
import { titleFromName } from './readers/title';
import type { FoundDocument, ReadFailure, SourceFile } from './types';
import type { PreparedDocument } from './work';

export interface ChangeDeps extends CutDeps {
  options: MetadataOptions;
  /** null in a dry run over a database that does not exist. */
  store: Store | null;
  /** Fingerprint of the settings (settingsFingerprint). */
  settings: string;
  dryRun: boolean;
  progress: Progress;
  read: ReadOptions;
  signal: AbortSignal;
}

/** What a run has met, for deciding what has vanished. */
export interface Met {
  uris: Set<string>;
  /** Files that were read to their end without a failure: what they held before and do not hold now is gone. */
  wholeSources: Set<string>;
}

/**
 * The documents of the files that are new or changed, prepared. Unchanged ones are only counted, with new metadata
 * where the options say so; failures are recorded and told; neither stops the rest.
 */
export async function* findChanges(
  files: readonly SourceFile[],
  met: Met,
  deps: ChangeDeps,
): AsyncGenerator<PreparedDocument> {
  for (const file of files) {
    let whole = true;
    for await (const result of readDocuments(file, deps.read)) {
      if (deps.signal.aborted) return;
      deps.progress.seen += 1;
      met.uris.add('document' in result ? result.document.uri : result.uri);
      if ('document' in result) {
        const prepared = await lookAt(result.document, deps);
        if (prepared) yield prepared;
      } else {
        whole = false;
        tellFailure(result, file, deps);
      }
    }
    if (!whole) continue;
    if (file.source) met.wholeSources.add(file.source);
    if (file.format === 'csv' || file.format === 'jsonl') forgetFailure(file, deps);
  }
}

/** Decides what is to be done about one document; undefined when nothing is left to do. */
async function lookAt(found: FoundDocument, deps: ChangeDeps): Promise<PreparedDocument | undefined> {
  const { store, settings, progress, dryRun, options } = deps;
  const known = store ? findVersions(store, found.uri) : null;
  if (known?.current?.sha256 === found.sha256 && known.current.settings === settings) {
    const metadata = redescribe(known.metadata, options);
    if (metadata && store && !dryRun) updateMetadata(store, known.documentId, metadata);
    progress.addBytes(found.size);
    progress.document(found.uri, metadata ? 'updated' : 'unchanged');
    return undefined;
  }
  const { parse, ...rest } = found;
  try {
    const parsed = await parse();
    const metadata = describe(parsed, found.mediaType, options);
    const drafts = cut(parsed, metadata.title, found.uri, deps);
    return begin(rest, parsed, metadata, drafts, !known?.current, { store: dryRun ? null : store, settings });
  } catch (thrown) {
    const error = asRecollectError(thrown);
    if (error.code === 'internal') throw thrown;
    progress.addBytes(found.size);
    progress.failed(found.uri, error);
    record(rest, error, deps);
    return undefined;
  }
}

/** Failures of a whole file are recorded as its document's state; those of a row are only told. */
function tellFailure({ uri, failure }: ReadFailure, file: SourceFile, deps: ChangeDeps): void {
  deps.progress.failed(uri, failure);
  if (uri !== file.uri) return;
  const { source, format, size } = file;
  record({ uri, source, mediaType: MEDIA_TYPES[format], sha256: '', size: size ?? 0 }, failure, deps);
}

function record(
  { uri, source, mediaType, sha256, size }: Omit<FoundDocument, 'parse'>,
  { reason }: RecollectError,
  { store, settings, dryRun, options }: ChangeDeps,
): void {
  if (!store || dryRun) return;
  const metadata = {
    title: titleFromName(uri.startsWith('file:') ? fileURLToPath(uri) : uri),
    collection: options.collection ?? 'default',
    language: 'und',
    mediaType,
    date: null,
    tags: [...options.tags],
  };
  failVersion(store, { uri, source, metadata, sha256, settings, size, reason });
}

/** A file of rows that failed as a whole once, and can be read now, leaves no failed document behind. */
function forgetFailure(file: SourceFile, { store, dryRun }: ChangeDeps): void {
  if (!store || dryRun) return;
  const known = findVersions(store, file.uri);
  if (known && !known.current) deleteDocument(store, known.documentId);
}
