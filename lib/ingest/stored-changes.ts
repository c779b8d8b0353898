import { findVersions, getDocument, listDocuments } from '@/lib/store';
import type { Store } from '@/lib/store/types';
import type { ChangeDeps, Met } from './find-changes';
import { begin, cut } from './prepare';
import { withModel } from './settings';
import type { PreparedDocument } from './work';

/** Documents listed at a time. */
const PAGE = 200;

/**
 * Stored documents whose vectors another model made, prepared again from their stored text: their files are not needed.
 *
 * @param met documents that this run has read from their files already
 * @param modelKey of the model to embed with
 */
export async function* storedChanges(
  store: Store,
  met: Met,
  modelKey: string,
  deps: ChangeDeps,
): AsyncGenerator<PreparedDocument> {
  let cursor: string | undefined;
  do {
    const page = await listDocuments(store, { cursor, limit: PAGE, state: 'ready', sort: 'title' });
    for (const { id, uri } of page.items) {
      if (deps.signal.aborted) return;
      if (met.uris.has(uri)) continue;
      deps.progress.seen += 1;
      const prepared = await prepareStored(store, id, uri, modelKey, deps);
      if (prepared) yield prepared;
      else deps.progress.document(uri, 'unchanged');
    }
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
}

/** undefined when its vectors are this model's, or it is gone. */
async function prepareStored(
  store: Store,
  id: string,
  uri: string,
  modelKey: string,
  deps: ChangeDeps,
): Promise<PreparedDocument | undefined> {
  const known = findVersions(store, uri);
  if (!known?.current) return undefined;
  const settings = withModel(known.current.settings, modelKey);
  if (settings === known.current.settings) return undefined;
  const stored = await getDocument(store, id);
  if (!stored) return undefined;
  const { metadata, source } = known;
  const found = { uri, source, mediaType: metadata.mediaType, sha256: stored.sha256, size: stored.size };
  const drafts = cut(stored, metadata.title, uri, deps);
  return begin(found, stored, metadata, drafts, false, { store: deps.dryRun ? null : store, settings });
}
