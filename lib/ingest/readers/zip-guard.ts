import { fromBufferPromise } from 'yauzl';
import { RecollectError } from '@/lib/errors';

/** Files inside an archive; a large Word document has some dozens. */
const MOST_ENTRIES = 10_000;

/**
 * Unpacks an archive once, counting and throwing away, so that one which unpacks to too much is refused before anything
 * keeps its contents in memory. Sizes in the archive's directory are not believed.
 *
 * @param maxBytes most bytes that all entries may unpack to together
 * @param keep small entries whose text is wanted, by name
 * @returns text of the entries to keep
 * @throws RecollectError `archive_bomb`; whatever yauzl throws for a damaged archive
 */
export async function checkArchive(
  bytes: Buffer,
  path: string,
  maxBytes: number,
  keep: readonly string[] = [],
): Promise<Map<string, string>> {
  const bomb = (size: number | string) => new RecollectError('archive_bomb', { path, size, max: maxBytes });
  const kept = new Map<string, string>();
  const zip = await fromBufferPromise(bytes);
  if (zip.entryCount > MOST_ENTRIES) throw bomb(`${zip.entryCount} files and unknown`);
  let total = 0;
  for await (const entry of zip.eachEntry()) {
    if (total + entry.uncompressedSize > maxBytes) throw bomb(total + entry.uncompressedSize);
    if (entry.fileName.endsWith('/')) continue;
    const parts: Buffer[] = [];
    for await (const part of await zip.openReadStreamPromise(entry)) {
      const chunk = part as Buffer;
      total += chunk.length;
      if (total > maxBytes) throw bomb(`more than ${maxBytes}`);
      if (keep.includes(entry.fileName)) parts.push(chunk);
    }
    if (keep.includes(entry.fileName)) kept.set(entry.fileName, Buffer.concat(parts).toString('utf8'));
  }
  return kept;
}
