import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { RecollectError } from '@/lib/errors';
import { hashFiles } from './file-hashes';

/** List of checksums in the form of sha256sum(1), beside the files it covers. */
export const CHECKSUMS_NAME = 'SHA256SUMS';

/**
 * Compares every file listed in a folder's SHA256SUMS with its checksum.
 *
 * @param model name for the errors
 * @param hint what the user can run to get the files back
 * @param hashCacheDir see hashFiles
 * @returns sha256 by file name, or null when the folder has no list
 * @throws RecollectError `model_not_found` when a listed file is missing, `model_file_damaged` when one differs
 */
export async function verifyChecksums(
  dir: string,
  model: string,
  hint: string,
  hashCacheDir: string,
): Promise<Record<string, string> | null> {
  let list: string;
  try {
    list = await readFile(path.join(dir, CHECKSUMS_NAME), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  const expected = parseChecksums(list);
  const actual = await hashFiles(dir, Object.keys(expected), hashCacheDir);
  for (const [name, sum] of Object.entries(expected)) {
    const file = path.join(dir, name);
    const found = actual[name];
    if (found === undefined) throw new RecollectError('model_not_found', { model, place: file, hint });
    if (found !== sum) {
      throw new RecollectError('model_file_damaged', { path: file, actual: found, expected: sum, hint });
    }
  }
  return actual;
}

/** Lines are `<64 hexadecimal digits> <space or *><name>`; others (comments, blank lines) are passed over. */
export function parseChecksums(list: string): Record<string, string> {
  const sums: Record<string, string> = {};
  for (const line of list.split('\n')) {
    const [, sum, name] = /^([0-9a-f]{64}) [ *](?:\.\/)?(.+)$/.exec(line.trim()) ?? [];
    if (sum && name) sums[name] = sum;
  }
  return sums;
}
