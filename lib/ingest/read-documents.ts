import { createHash } from 'node:crypto';
import { asRecollectError, RecollectError } from '@/lib/errors';
import { MEDIA_TYPES } from './formats';
import { readCsv } from './readers/csv';
import { readJsonl } from './readers/jsonl';
import { nonEmpty } from './readers/declared';
import type { FileFormat, ParsedText, ReadResult, RowFields, SourceFile } from './types';
import { unreadable } from './walk';

export interface ReadOptions {
  fields: RowFields;
  /** Bytes of a file that is read whole, and of a row. */
  maxBytes: number;
  /** Title for documents that are a file of their own, before what they say themselves. */
  title?: string | undefined;
  parse(format: FileFormat, bytes: Buffer, path: string): Promise<ParsedText>;
}

/** Longest row; files of rows may have any size. */
const LONGEST_ROW = 16 * 1024 * 1024;

/**
 * The documents of a file: itself, or one for every row of csv and jsonl. Never throws: what cannot be read comes as a
 * failure, and a broken row does not stop the rows after it.
 */
export async function* readDocuments(file: SourceFile, options: ReadOptions): AsyncGenerator<ReadResult> {
  try {
    const longest = Math.min(LONGEST_ROW, options.maxBytes);
    if (file.format === 'csv') yield* readCsv(file, options.fields, longest);
    else if (file.format === 'jsonl') yield* readJsonl(file, options.fields, longest);
    else yield await readWhole(file, file.format, options);
  } catch (error) {
    const known = error instanceof Error && 'syscall' in error ? unreadable(file.display, error) : error;
    yield { uri: file.uri, source: file.source, failure: asRecollectError(known) };
  }
}

async function readWhole(file: SourceFile, format: FileFormat, options: ReadOptions): Promise<ReadResult> {
  const bytes = await readBytes(file, options.maxBytes);
  const title = nonEmpty(options.title);
  return {
    document: {
      uri: file.uri,
      source: file.source,
      mediaType: MEDIA_TYPES[format],
      sha256: createHash('sha256').update(bytes).digest('hex'),
      size: bytes.length,
      async parse() {
        const parsed = await options.parse(format, bytes, file.display);
        return title === undefined ? parsed : { ...parsed, title };
      },
    },
  };
}

/** @throws RecollectError `file_too_large`, without having read more than that */
async function readBytes(file: SourceFile, max: number): Promise<Buffer> {
  const tooLarge = (size: number | string) =>
    new RecollectError('file_too_large', { path: file.display, size, max });
  if (file.size !== null && file.size > max) throw tooLarge(file.size);
  const parts: Buffer[] = [];
  let length = 0;
  for await (const chunk of file.open()) {
    length += chunk.length;
    if (length > max) throw tooLarge(`more than ${max}`);
    parts.push(chunk);
  }
  return Buffer.concat(parts);
}
