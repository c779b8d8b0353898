import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Config } from '@/lib/config';
import { forgetFile, type Forgotten } from '@/lib/store/forget-jobs';
import { getJob, storedItems } from '@/lib/store/jobs';
import type { Store } from '@/lib/store/types';

/** Bytes of a document, as the command line has it. */
export const MOST_DOCUMENT_BYTES = 50 * 1024 * 1024;

/** Milliseconds after which a folder without a job is the rest of a broken upload. */
const ABANDONED_AFTER = 24 * 60 * 60 * 1000;

/** Folder of the bytes of one job, or of all. Its files have random names. */
export function uploadFolder({ dataDir }: Pick<Config, 'dataDir'>, jobId = ''): string {
  return path.join(/* turbopackIgnore: true */ dataDir, 'uploads', jobId);
}

/**
 * Removes the bytes of items that are done and what no item names any more, and the folder when nothing else is in it. A
 * process that is ended in between leaves files that no item names: the next call finds them.
 */
export async function removeUnneeded(
  store: Store,
  config: Pick<Config, 'dataDir'>,
  jobId: string,
): Promise<void> {
  const folder = uploadFolder(config, jobId);
  const needed = new Set<string>();
  for (const { id, file, state } of storedItems(store, jobId)) {
    if (file === null) continue;
    if (state === 'done') forgetFile(store, id);
    else needed.add(file);
  }
  if (needed.size === 0) await rm(/* turbopackIgnore: true */ folder, { recursive: true, force: true });
  else
    for (const name of await namesIn(folder))
      if (!needed.has(name)) await rm(path.join(/* turbopackIgnore: true */ folder, name), { force: true });
}

/** Removes the bytes of what is no longer known. */
export async function removeForgotten(
  config: Pick<Config, 'dataDir'>,
  { jobs, files }: Forgotten,
): Promise<void> {
  for (const id of jobs)
    await rm(/* turbopackIgnore: true */ uploadFolder(config, id), { recursive: true, force: true });
  for (const { jobId, file } of files)
    await rm(path.join(/* turbopackIgnore: true */ uploadFolder(config, jobId), file), { force: true });
}

/**
 * Removes what processes left that were ended before they removed it, also of uploads in the middle of which the server
 * was ended: those belong to no job.
 */
export async function removeAbandoned(store: Store, config: Config): Promise<void> {
  for (const name of await namesIn(uploadFolder(config))) {
    if (getJob(store, name)) {
      await removeUnneeded(store, config, name);
      continue;
    }
    const abandoned = uploadFolder(config, name);
    const known = await stat(/* turbopackIgnore: true */ abandoned).catch(unlessGone);
    if (known && Date.now() - known.mtimeMs > ABANDONED_AFTER)
      await rm(/* turbopackIgnore: true */ abandoned, { recursive: true, force: true });
  }
}

/** Names of the files of a folder; none when there is no such folder. */
async function namesIn(folder: string): Promise<string[]> {
  return (await readdir(/* turbopackIgnore: true */ folder).catch(unlessGone)) ?? [];
}

/** For what somebody else may have removed. */
function unlessGone(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}
