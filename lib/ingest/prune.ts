import { existsSync } from 'node:fs';
import { deleteDocument, documentsUnderSource } from '@/lib/store';
import type { Store } from '@/lib/store/types';
import type { Met } from './find-changes';
import type { Progress } from './progress';

export interface PruneDeps {
  store: Store;
  progress: Progress;
  dryRun: boolean;
}

/**
 * Removes the documents below the walked paths that are gone: their file does not exist any more, or it was read to its
 * end and they were not in it (a row that was taken out).
 *
 * @param roots absolute paths that exist; a missing path removes nothing, since it may only be a disk not mounted
 */
export function prune(roots: readonly string[], met: Met, { store, progress, dryRun }: PruneDeps): void {
  const seen = new Set<string>();
  for (const root of roots) {
    for (const { id, uri, source } of documentsUnderSource(store, root)) {
      if (seen.has(id) || met.uris.has(uri) || source === null) continue;
      seen.add(id);
      if (existsSync(source) && !met.wholeSources.has(source)) continue;
      if (!dryRun) deleteDocument(store, id);
      progress.document(uri, 'removed');
    }
  }
}
