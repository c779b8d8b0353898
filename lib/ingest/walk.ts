import type { Dirent, Stats } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';
import { RecollectError } from '@/lib/errors';
import { formatOf, unknownFormat } from './formats';
import { sourceFile, uriOf } from './source-file';
import type { Format, ReadFailure, SourceFile } from './types';

export interface WalkResult {
  /** In the order of their URIs, each once. */
  files: SourceFile[];
  failures: ReadFailure[];
  /** Absolute paths of the folders and files that were walked whole; --prune looks below these. */
  roots: string[];
  /** Globs among the targets: what they do not match is not known to be gone. */
  globs: string[];
}

/** Folders that hold no documents of the user's. */
const SKIPPED_FOLDERS = new Set(['node_modules', '__pycache__']);

/**
 * Finds what the arguments name: files, folders (with everything below them) and globs.
 *
 * In folders and globs, hidden files, `node_modules` and unknown formats are passed over, and a link that leads out of
 * the folder is refused. What is named itself must exist and have a reader.
 *
 * @param targets as on the command line
 * @param root absolute path: relative targets and URIs are taken from here
 * @param format for files that are named themselves, whatever their extension
 * @throws RecollectError `file_not_found` when a target does not exist, or a glob matches nothing
 */
export async function walk(targets: readonly string[], root: string, format?: Format): Promise<WalkResult> {
  const found = new Map<string, SourceFile>();
  const failures: ReadFailure[] = [];
  const roots: string[] = [];
  const globs: string[] = [];
  const fail = (file: string, failure: RecollectError) =>
    failures.push({ uri: uriOf(file, root), source: file, failure });
  const add = (file: string, size: number, as: Format) => found.set(file, sourceFile(file, size, as, root));

  for (const target of targets) {
    const absolute = path.resolve(root, target);
    const stats = await statOrNull(absolute);
    if (stats?.isDirectory()) {
      roots.push(absolute);
      await walkFolder(absolute, await realpath(absolute), add, fail);
    } else if (stats?.isFile()) {
      const known = format ?? formatOf(absolute);
      if (known) {
        roots.push(absolute);
        add(absolute, stats.size, known);
      } else fail(absolute, unknownFormat(target));
    } else if (stats) {
      fail(
        absolute,
        new RecollectError('file_unreadable', { path: target, reason: 'it is neither a file nor a folder' }),
      );
    } else if (isDynamicPattern(target)) {
      globs.push(target);
      await addMatches(target, root, add, fail);
    } else {
      throw new RecollectError('file_not_found', { path: target });
    }
  }
  const files = [...found.values()].sort((a, b) => (a.uri < b.uri ? -1 : 1));
  return { files, failures, roots, globs };
}

type Add = (file: string, size: number, format: Format) => void;
type Fail = (file: string, error: RecollectError) => void;

async function walkFolder(folder: string, top: string, add: Add, fail: Fail): Promise<void> {
  let entries: Dirent[];
  try {
    entries = await readdir(folder, { withFileTypes: true });
  } catch (error) {
    fail(folder, unreadable(folder, error));
    return;
  }
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    if (entry.name.startsWith('.')) continue;
    const file = path.join(folder, entry.name);
    if (entry.isSymbolicLink()) await checkLink(file, top, fail);
    else if (entry.isDirectory()) {
      if (!SKIPPED_FOLDERS.has(entry.name)) await walkFolder(file, top, add, fail);
    } else await addFile(file, add, fail);
  }
}

/** A link to a file inside the folder is that file, met on its own; one that leads outside is refused. */
async function checkLink(file: string, top: string, fail: Fail): Promise<void> {
  try {
    const target = await realpath(file);
    if (!isInside(target, top))
      fail(file, new RecollectError('file_outside_folder', { path: file, folder: top }));
  } catch (error) {
    fail(file, unreadable(file, error));
  }
}

async function addMatches(pattern: string, root: string, add: Add, fail: Fail): Promise<void> {
  const matches = await glob(pattern.split(path.sep).join('/'), {
    cwd: root,
    absolute: true,
    onlyFiles: true,
    dot: false,
    followSymbolicLinks: false,
    ignore: [...SKIPPED_FOLDERS].map((folder) => `**/${folder}/**`),
  });
  if (matches.length === 0) throw new RecollectError('file_not_found', { path: pattern });
  const base = await realpath(path.resolve(root, staticPart(pattern)));
  for (const match of matches.sort()) {
    const file = path.normalize(match);
    if (isInside(await realpath(file), base)) await addFile(file, add, fail);
    else fail(file, new RecollectError('file_outside_folder', { path: file, folder: base }));
  }
}

/** The folders of a glob before its first wildcard. */
function staticPart(pattern: string): string {
  const parts = pattern.split('/');
  const first = parts.findIndex((part) => isDynamicPattern(part));
  return parts.slice(0, first).join('/') || (pattern.startsWith('/') ? '/' : '.');
}

async function addFile(file: string, add: Add, fail: Fail): Promise<void> {
  const format = formatOf(file);
  if (!format) return;
  try {
    const stats = await stat(file);
    // Sockets and pipes with a text extension would block a reader for ever.
    if (stats.isFile()) add(file, stats.size, format);
  } catch (error) {
    fail(file, unreadable(file, error));
  }
}

function isInside(file: string, folder: string): boolean {
  const relative = path.relative(folder, file);
  return relative === '' || (!path.isAbsolute(relative) && relative.split(path.sep)[0] !== '..');
}

async function statOrNull(file: string): Promise<Stats | null> {
  try {
    return await stat(file);
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
      return null;
    throw unreadable(file, error);
  }
}

/** The operating system's refusal as an error of ours. */
export function unreadable(file: string, error: unknown): RecollectError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  const reasons: Record<string, string> = {
    EACCES: 'permission denied',
    EPERM: 'permission denied',
    ELOOP: 'its links lead in a circle',
    ENOENT: 'it is a link to nothing, or was removed meanwhile',
    EISDIR: 'it is a folder',
  };
  return new RecollectError(
    'file_unreadable',
    { path: file, reason: reasons[code] ?? code },
    { cause: error },
  );
}
