import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';

const compress = promisify(brotliCompress);
/** Bytes under which a file fits into one packet anyway. */
const SMALL = 1_000;
const TEXT = /\.(?:js|css|svg)$/;

/**
 * Puts a brotli form of every script and style sheet of the build beside it, as small as it gets: pressed once, and not
 * for every visitor. A sixth less than gzip.
 *
 * @param build the build's folder
 */
export async function compressStatic(build: string): Promise<void> {
  const folder = path.join(build, 'static');
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !TEXT.test(entry.name)) continue;
    const file = path.join(entry.parentPath, entry.name);
    const content = await readFile(file);
    if (content.length < SMALL) continue;
    const parameters = {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
    };
    await writeFile(`${file}.br`, await compress(content, { params: parameters }));
  }
}
