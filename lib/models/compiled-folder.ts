import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { hashFiles, sha256 } from './file-hashes';

/** Lists what a compiled folder must hold; written last, into the folder itself. */
export const MANIFEST_NAME = 'recollect-manifest.json';

const manifestSchema = z.object({
  compilerVersion: z.number().int(),
  /** Package and version the folder was compiled from. */
  source: z.string(),
  /** File name to sha256. */
  files: z.record(z.string(), z.string()),
});

export type CompiledManifest = z.infer<typeof manifestSchema>;

/** Age (milliseconds) after which a temporary folder was left behind by a process that was killed. */
const STALE_AFTER = 10 * 60_000;

/**
 * @param hashCacheDir see hashFiles
 * @returns the manifest of a whole and undamaged folder of this version, or null when it must be made (again)
 */
export async function readCompiledFolder(
  dir: string,
  compilerVersion: number,
  hashCacheDir: string,
): Promise<CompiledManifest | null> {
  const manifest = await readManifest(path.join(dir, MANIFEST_NAME));
  if (!manifest || manifest.compilerVersion !== compilerVersion) return null;
  const hashes = await hashFiles(dir, Object.keys(manifest.files), hashCacheDir);
  const intact = Object.entries(manifest.files).every(([name, expected]) => hashes[name] === expected);
  return intact ? manifest : null;
}

/**
 * Writes a folder so that it appears whole or not at all: everything goes into a temporary sibling, is flushed to
 * the disk and renamed. When another process has put a whole folder there meanwhile, that one stays: it may be about
 * to open the files it has just checked.
 *
 * @param hashCacheDir see hashFiles
 */
export async function writeCompiledFolder(
  dir: string,
  files: Readonly<Record<string, Buffer | string>>,
  about: { compilerVersion: number; source: string },
  hashCacheDir: string,
): Promise<void> {
  await removeStale(dir);
  const temporary = sibling(dir, 'new');
  try {
    const hashes: Record<string, string> = {};
    for (const [name, content] of Object.entries(files)) {
      await writeFlushed(path.join(temporary, name), content);
      hashes[name] = sha256(content);
    }
    const manifest: CompiledManifest = { ...about, files: hashes };
    await writeFlushed(path.join(temporary, MANIFEST_NAME), JSON.stringify(manifest, null, 2));
    if (await readCompiledFolder(dir, about.compilerVersion, hashCacheDir)) return;
    await replaceFolder(temporary, dir);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

/** A folder cannot be renamed onto a full one, so the old one steps aside first; another process may do the same. */
async function replaceFolder(from: string, to: string): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      await rename(from, to);
      return;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (attempt === 10 || (code !== 'ENOTEMPTY' && code !== 'EEXIST')) throw error;
    }
    const aside = sibling(to, 'old');
    await rename(to, aside).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
    });
    await rm(aside, { recursive: true, force: true });
  }
}

function sibling(dir: string, kind: 'new' | 'old'): string {
  const unique = `${process.pid}-${randomBytes(4).toString('hex')}`;
  return path.join(path.dirname(dir), `.${path.basename(dir)}-${kind}-${unique}`);
}

async function removeStale(dir: string): Promise<void> {
  const parent = path.dirname(dir);
  await mkdir(parent, { recursive: true });
  for (const name of await readdir(parent)) {
    if (!name.startsWith(`.${path.basename(dir)}-`)) continue;
    const file = path.join(parent, name);
    const found = await stat(file).catch(() => null);
    if (found && Date.now() - found.mtimeMs > STALE_AFTER) await rm(file, { recursive: true, force: true });
  }
}

async function writeFlushed(file: string, content: Buffer | string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const handle = await open(file, 'w');
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A manifest that is missing or not readable means the same: make the folder again. */
async function readManifest(file: string): Promise<CompiledManifest | null> {
  try {
    return manifestSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return null;
  }
}
