import { createReadStream } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Format, SourceFile } from './types';

/**
 * How a file is known: its path below the project's root with forward slashes, so that a moved project keeps its
 * documents, or its file URL when it lies elsewhere.
 *
 * @example uriOf('/home/me/docs/a.md', '/home/me') // 'docs/a.md'; uriOf('/etc/motd', '/home/me') // 'file:///etc/motd'
 */
export function uriOf(file: string, root: string): string {
  const relative = path.relative(root, file);
  const outside = relative === '' || path.isAbsolute(relative) || relative.split(path.sep)[0] === '..';
  return outside ? pathToFileURL(file).href : relative.split(path.sep).join('/');
}

/** @param file absolute path @param root absolute path of the project */
export function sourceFile(file: string, size: number, format: Format, root: string): SourceFile {
  return {
    uri: uriOf(file, root),
    source: file,
    display: path.relative(root, file).startsWith('..') ? file : path.relative(root, file),
    format,
    size,
    open: () => createReadStream(file, { highWaterMark: 1024 * 1024 }),
  };
}

/** A stream (standard input) as a file without a path. */
export function streamSource(stream: AsyncIterable<Buffer>, uri: string, format: Format): SourceFile {
  return { uri, source: null, display: uri, format, size: null, open: () => stream };
}
