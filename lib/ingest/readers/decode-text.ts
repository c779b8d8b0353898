import { isUtf8 } from 'node:buffer';
import { RecollectError } from '@/lib/errors';

/** Beginnings of files that are not text, whatever their name says: PDF, zip, PNG, JPEG, gzip, ELF, SQLite. */
const BINARY_BEGINNINGS = [
  '%PDF-',
  'PK\u0003\u0004',
  '\u0089PNG',
  'ÿØÿ',
  '\u001f\u008b',
  '\u007fELF',
  'SQLite format 3',
];
/** Bytes looked at for NULs, which no UTF-8 text has. */
const SNIFFED = 65_536;

/**
 * Decodes a text file: UTF-8, or UTF-16 when a byte order mark says so. Other encodings are not guessed, because a
 * wrong guess is searchable nonsense that nobody notices.
 *
 * @param path how errors name the file
 * @param expected what it should have been, for `file_binary`
 * @returns text with \n as its only line end and no byte order mark
 * @throws RecollectError `file_empty`, `file_binary`, `invalid_encoding` with the offset of the first bad byte
 */
export function decodeText(bytes: Buffer, path: string, expected = 'text'): string {
  if (bytes.length === 0) throw new RecollectError('file_empty', { path });
  const encoding = sniffEncoding(bytes, path, expected);
  if (encoding === 'utf-8' && !isUtf8(bytes)) {
    throw new RecollectError('invalid_encoding', { path, offset: firstBadByte(bytes) });
  }
  const text = normaliseLineEnds(new TextDecoder(encoding).decode(bytes));
  if (text.trim() === '') throw new RecollectError('file_empty', { path });
  return text;
}

/** Pages and old Macs end lines in their own ways; the stored text has one. */
export function normaliseLineEnds(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}

/** @throws RecollectError `file_binary` */
export function sniffEncoding(
  beginning: Buffer,
  path: string,
  expected: string,
): 'utf-8' | 'utf-16le' | 'utf-16be' {
  const [first, second] = beginning;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  const head = beginning.toString('latin1', 0, 16);
  if (
    BINARY_BEGINNINGS.some((magic) => head.startsWith(magic)) ||
    beginning.subarray(0, SNIFFED).includes(0)
  ) {
    throw new RecollectError('file_binary', { path, expected });
  }
  return 'utf-8';
}

/** Offset of the first byte that is not UTF-8; the length when all are. */
export function firstBadByte(bytes: Buffer): number {
  // A lenient decoder puts U+FFFD where it stumbles; the text before it encodes to as many bytes as it was read from.
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  let offset = 0;
  let from = 0;
  for (let at = text.indexOf('\ufffd'); at >= 0; at = text.indexOf('\ufffd', from)) {
    offset += Buffer.byteLength(text.slice(from, at));
    const genuine = bytes[offset] === 0xef && bytes[offset + 1] === 0xbf && bytes[offset + 2] === 0xbd;
    if (!genuine) return offset;
    offset += 3;
    from = at + 1;
  }
  return bytes.length;
}
