import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Config } from '@/lib/config';
import { forgetFile, getJob, storedItems } from '@/lib/store/jobs';
import type { Store } from '@/lib/store/types';

/** Bytes of a document, as the command line has it. */
export const MOST_DOCUMENT_BYTES = 50 * 1024 * 1024;

/** Milliseconds after which a folder without a job is the rest of a broken upload. */
const ABANDONED_AFTER = 24 * 60 * 60 * 1000;

/** Folder of the bytes of one job, or of all. Its files have random names. */
export function uploadFolder({ dataDir }: Pick<Config, 'dataDir'>, jobId = ''): string {
  return path.join(/* turbopackIgnore: true */ dataDir, 'uploads', jobId);
}

/** Removes the bytes of items that are done, and the folder when nothing else is in it. */
export async function removeDone(store: Store, folder: string, jobId: string): Promise<void> {
  let kept = 0;
  for (const { id, file, state } of storedItems(store, jobId)) {
    if (file === null) continue;
    if (state === 'done') {
      await rm(path.join(/* turbopackIgnore: true */ folder, file), { force: true });
      forgetFile(store, id);
    } else kept += 1;
  }
  if (kept === 0) await rm(/* turbopackIgnore: true */ folder, { recursive: true, force: true });
}

/** Removes what is left of jobs that are no longer known. */
export async function removeForgotten(
  config: Pick<Config, 'dataDir'>,
  jobIds: readonly string[],
): Promise<void> {
  for (const id of jobIds)
    await rm(/* turbopackIgnore: true */ uploadFolder(config, id), { recursive: true, force: true });
}

/**
 * Removes folders that belong to no job: of uploads whose server was ended in the middle, and of forgotten jobs when the
 * process was ended before their bytes were removed.
 */
export async function removeAbandoned(store: Store, config: Config): Promise<void> {
  const folder = uploadFolder(config);
  const names = await readdir(/* turbopackIgnore: true */ folder).catch(unlessGone);
  for (const name of names ?? []) {
    if (getJob(store, name)) continue;
    const abandoned = uploadFolder(config, name);
    const known = await stat(/* turbopackIgnore: true */ abandoned).catch(unlessGone);
    if (known && Date.now() - known.mtimeMs > ABANDONED_AFTER)
      await rm(/* turbopackIgnore: true */ abandoned, { recursive: true, force: true });
  }
}

/** For what somebody else may have removed. */
function unlessGone(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}
