import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';

/**
 * sha256 of model files, hashed in full once and then remembered with the size and modification time they were
 * hashed at, so that a start does not read a gigabyte of weights again. A file changed without a change of either
 * is not noticed.
 */
const cacheSchema = z.record(
  z.string(),
  z.object({ size: z.number(), mtimeMs: z.number(), sha256: z.string() }),
);
type Cache = z.infer<typeof cacheSchema>;

export const HASH_CACHE_NAME = 'file-hashes.json';

/**
 * @param dir folder of the files
 * @param names paths relative to dir; those that do not exist are left out of the answer
 * @param cacheDir folder that holds the cache (made when missing)
 * @returns sha256 (hexadecimal) by name
 */
export async function hashFiles(
  dir: string,
  names: readonly string[],
  cacheDir: string,
): Promise<Record<string, string>> {
  const cacheFile = path.join(cacheDir, HASH_CACHE_NAME);
  const cache = await readCache(cacheFile);
  const hashes: Record<string, string> = {};
  const fresh: Cache = {};
  for (const name of names) {
    const file = path.join(dir, name);
    const found = await stat(file).catch(absent);
    if (!found?.isFile()) continue;
    const { size, mtimeMs } = found;
    const known = cache[file];
    if (known && known.size === size && known.mtimeMs === mtimeMs) {
      hashes[name] = known.sha256;
    } else {
      // Gone since it was looked at (another process replaces the folder) means the same as never there.
      const sha256 = await sha256OfFile(file).catch(absent);
      if (sha256 === undefined) continue;
      hashes[name] = sha256;
      fresh[file] = { size, mtimeMs, sha256 };
    }
  }
  // Two processes may write at once; each writes a whole file, and an entry lost is only hashed again.
  if (Object.keys(fresh).length > 0) {
    await writeFileAtomically(cacheFile, JSON.stringify({ ...cache, ...fresh }, null, 2));
  }
  return hashes;
}

export async function sha256OfFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

export function sha256(data: Uint8Array | string): string {
  return createHash('sha256').update(data).digest('hex');
}

/** Writes beside and renames, so that a reader sees the old file or the new one and never a part. */
export async function writeFileAtomically(file: string, data: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}.${randomBytes(4).toString('hex')}.tmp`;
  await writeFile(temporary, data);
  await rename(temporary, file);
}

/** An unreadable cache is an empty one: everything is hashed again. */
async function readCache(file: string): Promise<Cache> {
  const text = await readFile(file, 'utf8').catch(absent);
  if (text === undefined) return {};
  try {
    return cacheSchema.parse(JSON.parse(text));
  } catch {
    return {};
  }
}

/** Turns "no such file" into undefined and throws everything else on. */
function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
  throw error;
}
