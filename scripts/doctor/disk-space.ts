import { existsSync, statSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import path from 'node:path';
import { finding, ok, type Finding } from './types';

const MEBIBYTE = 1024 * 1024;
/** Below this neither a database nor models can be written with confidence. */
const LEAST_FREE = 64 * MEBIBYTE;
/** Room for models and the write-ahead log; a database may need its own size again when everything is embedded anew. */
const COMFORTABLE = 512 * MEBIBYTE;

/**
 * Whether there is room where Recollect writes.
 *
 * @param free bytes that may be written in a folder; tests give their own
 */
export async function checkDiskSpace(
  { dataDir, databaseFile }: { dataDir: string; databaseFile: string },
  free: (folder: string) => Promise<number> = bytesFree,
): Promise<Finding[]> {
  const bytes = await free(nearestExisting(dataDir));
  const database = existsSync(databaseFile) ? statSync(databaseFile).size : 0;
  const room = { free: Math.round(bytes / MEBIBYTE).toLocaleString('en-US'), folder: dataDir };
  if (bytes < LEAST_FREE)
    return [finding('failed', 'disk_full', room, { path: dataDir, code: 'database_unusable' })];
  if (bytes < Math.max(COMFORTABLE, database))
    return [finding('warning', 'disk_nearly_full', room, { path: dataDir })];
  return [ok('disk', room)];
}

async function bytesFree(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

function nearestExisting(folder: string): string {
  return existsSync(folder) ? folder : nearestExisting(path.dirname(folder));
}
