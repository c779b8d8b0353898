import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Lends a folder for remembered checksums that remembers nothing, so that every file is read in full. */
export async function withFreshHashes<T>(body: (cacheDir: string) => Promise<T>): Promise<T> {
  const cacheDir = await mkdtemp(path.join(tmpdir(), 'recollect-doctor-'));
  try {
    return await body(cacheDir);
  } finally {
    await rm(cacheDir, { recursive: true, force: true });
  }
}
