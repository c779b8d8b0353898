import { RecollectError } from '@/lib/errors';
import { firstBadByte, sniffEncoding } from './decode-text';

/**
 * Decodes a stream as decodeText does a buffer, chunk by chunk.
 *
 * @throws RecollectError `file_empty`, `file_binary`, `invalid_encoding` with the offset of the first bad byte
 */
export async function* decodeStream(
  stream: AsyncIterable<Buffer>,
  path: string,
  expected: string,
): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined;
  /** Bytes before the chunk, and the last few of them, in which a character may have begun. */
  let offset = 0;
  let tail: Buffer = Buffer.alloc(0);
  const decode = (chunk?: Buffer): string => {
    try {
      return chunk ? (decoder?.decode(chunk, { stream: true }) ?? '') : (decoder?.decode() ?? '');
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      const bytes = Buffer.concat([tail, chunk ?? Buffer.alloc(0)]);
      throw new RecollectError('invalid_encoding', {
        path,
        offset: offset - tail.length + firstBadByte(bytes),
      });
    }
  };
  for await (const chunk of stream) {
    decoder ??= new TextDecoder(sniffEncoding(chunk, path, expected), { fatal: true });
    const text = decode(chunk);
    offset += chunk.length;
    tail = unfinished(chunk);
    if (text !== '') yield text;
  }
  if (!decoder) throw new RecollectError('file_empty', { path });
  const rest = decode();
  if (rest !== '') yield rest;
}

/** The bytes at the end of a chunk that begin a character without ending it. */
function unfinished(chunk: Buffer): Buffer {
  for (let back = 1; back <= Math.min(3, chunk.length); back += 1) {
    const byte = chunk[chunk.length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return needed > back ? Buffer.from(chunk.subarray(chunk.length - back)) : Buffer.alloc(0);
  }
  return Buffer.alloc(0);
}
