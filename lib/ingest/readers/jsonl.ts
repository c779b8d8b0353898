import { isUtf8 } from 'node:buffer';
import { asRecollectError, RecollectError } from '@/lib/errors';
import type { ReadResult, RowFields, SourceFile } from '@/lib/ingest/types';
import { byteLines, type ByteLine } from './byte-lines';
import { firstBadByte, sniffEncoding } from './decode-text';
import { reasonOf } from './reason-of';
import { badRow, resolveFields, rowDocument, RowIds, type Row } from './row-document';

const MEDIA_TYPE = 'application/x-ndjson';

/**
 * JSON Lines: a document a line. A broken line fails alone.
 *
 * @param maxLineBytes a longer line fails with `line_too_long`
 * @throws RecollectError `file_empty`, `file_binary`
 */
export async function* readJsonl(
  file: SourceFile,
  fields: RowFields,
  maxLineBytes: number,
): AsyncGenerator<ReadResult> {
  const ids = new RowIds();
  let rows = 0;
  for await (const line of byteLines(file.open(), maxLineBytes)) {
    if (line.number === 1) line.bytes = withoutBom(line.bytes, file);
    if (!line.tooLong && line.bytes.toString('latin1').trim() === '') continue;
    rows += 1;
    try {
      const row = parseLine(line, file, maxLineBytes);
      const place = { file, mediaType: MEDIA_TYPE, line: line.number, number: rows };
      yield { document: rowDocument(row, line.bytes, resolveFields(Object.keys(row), fields), place, ids) };
    } catch (error) {
      yield { uri: `${file.uri}#line-${line.number}`, source: file.source, failure: asRecollectError(error) };
    }
  }
  if (rows === 0) throw new RecollectError('file_empty', { path: file.display });
}

function withoutBom(bytes: Buffer, file: SourceFile): Buffer {
  if (sniffEncoding(bytes, file.display, 'JSON Lines') !== 'utf-8') {
    throw new RecollectError('invalid_encoding', { path: file.display, offset: 0 });
  }
  return bytes.subarray(bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0);
}

function parseLine({ bytes, number, tooLong }: ByteLine, file: SourceFile, max: number): Row {
  if (tooLong) throw new RecollectError('line_too_long', { path: file.display, line: number, max });
  if (!isUtf8(bytes))
    throw badRow(file, number, `it is not UTF-8 (bad byte at ${firstBadByte(bytes)} of the line)`);
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString('utf8'));
  } catch (error) {
    throw badRow(file, number, `it is not JSON (${reasonOf(error)})`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw badRow(file, number, 'it is not a JSON object');
  }
  return { ...value };
}
