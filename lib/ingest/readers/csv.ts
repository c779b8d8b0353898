import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parse, type CsvError } from 'csv-parse';
import { asRecollectError, RecollectError } from '@/lib/errors';
import type { ReadResult, RowFields, SourceFile } from '@/lib/ingest/types';
import { decodeStream } from './decode-stream';
import { badRow, resolveFields, rowDocument, RowIds, type Row } from './row-document';

const MEDIA_TYPE = 'text/csv';
const DELIMITERS = [',', ';', '\t', '|'];
/** Name under which a row without a text column holds all of its cells. */
const ALL_CELLS = '\u0000all';

interface CsvRecord {
  record: string[];
  info: { lines: number };
}

/**
 * CSV with a header: a document a row. A row with too many or too few cells fails alone. The delimiter is a comma,
 * semicolon, tab or bar, whichever the header has most of.
 *
 * Without a text column (named or usual) the text of a row is its cells, a line each, as `column: value`.
 *
 * @param maxRecordBytes a longer record ends the file: where the next one begins cannot be told
 * @throws RecollectError `file_empty`, `file_binary`, `invalid_encoding`, `missing_column`, `line_too_long`
 */
export async function* readCsv(
  file: SourceFile,
  given: RowFields,
  maxRecordBytes: number,
): AsyncGenerator<ReadResult> {
  const skipped: RecollectError[] = [];
  const ids = new RowIds();
  let header: { names: string[]; fields: RowFields } | undefined;
  let rows = 0;
  const failure = (error: unknown, line: number): ReadResult => ({
    uri: `${file.uri}#line-${line}`,
    source: file.source,
    failure: asRecollectError(error),
  });
  const skip = (error: CsvError) => skipped.push(skippedRow(error, file));
  for await (const { record, info } of records(file, maxRecordBytes, skip)) {
    if (!header) {
      header = resolveHeader(record, given, file);
      continue;
    }
    rows += 1;
    for (const error of skipped.splice(0)) yield failure(error, Number(error.details.line));
    try {
      const { names, fields } = header;
      if (record.length !== names.length) {
        throw badRow(file, info.lines, `it has ${record.length} cells, the header has ${names.length}`);
      }
      const row = Object.fromEntries(names.map((name, index) => [name, record[index] ?? '']));
      const place = { file, mediaType: MEDIA_TYPE, line: info.lines, number: rows };
      const document = fields.text ? row : { ...row, [ALL_CELLS]: allCells(row) };
      const named = fields.text ? fields : { ...fields, text: [ALL_CELLS] };
      yield { document: rowDocument(document, record.join('\u001f'), named, place, ids) };
    } catch (error) {
      yield failure(error, info.lines);
    }
  }
  if (!header) throw new RecollectError('file_empty', { path: file.display });
  if (rows + skipped.length === 0)
    throw new RecollectError('no_text', { path: file.display, hint: ' below its header' });
  for (const error of skipped) yield failure(error, Number(error.details.line));
}

/** Records of the file, the header first; `skip` hears of those that cannot be parsed. */
async function* records(
  file: SourceFile,
  maxRecordBytes: number,
  skip: (error: CsvError) => void,
): AsyncGenerator<CsvRecord> {
  const text = decodeStream(file.open(), file.display, 'CSV');
  const first = await text.next();
  if (first.done) return;
  const parser = parse({
    info: true,
    // Ragged rows are judged one by one; a stray quote inside a cell is only a character.
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    on_skip: (error) => {
      if (error?.code === 'CSV_MAX_RECORD_SIZE') parser.destroy(tooLong(error, file, maxRecordBytes));
      else if (error) skip(error);
      return undefined;
    },
    max_record_size: maxRecordBytes,
    delimiter: delimiterOf(first.value),
  });
  const source = Readable.from(
    (async function* () {
      yield first.value;
      yield* text;
    })(),
  );
  let failed: unknown;
  const piped = pipeline(source, parser).catch((error: unknown) => {
    failed = error;
  });
  // A parser whose source failed ends its iteration with that very error.
  yield* parser as AsyncIterable<CsvRecord>;
  await piped;
  if (failed) throw failed;
}

/** Whichever the header line has most of, outside quotes. */
function delimiterOf(beginning: string): string {
  const line = beginning.replace(/^\ufeff/, '').split(/[\r\n]/, 1)[0] ?? '';
  const bare = line.replace(/"[^"]*"/g, '');
  const counts = DELIMITERS.map((delimiter) => bare.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',';
}

/** @throws RecollectError `missing_column` when an option names a column that is not there */
function resolveHeader(record: readonly string[], given: RowFields, file: SourceFile) {
  const names = record.map((name, index) => name.trim() || `column ${index + 1}`);
  const wanted: [string, string | undefined][] = [
    ...(given.text ?? []).map((name): [string, string] => ['--text', name]),
    ['--title-column', given.title],
    ['--id-column', given.id],
    ['--date-column', given.date],
    ['--tags-column', given.tags],
    ['--language-column', given.language],
  ];
  for (const [option, column] of wanted) {
    if (column !== undefined && !names.includes(column)) {
      throw new RecollectError('missing_column', {
        path: file.display,
        column,
        columns: names.join(', '),
        option,
      });
    }
  }
  return { names, fields: resolveFields(names, given) };
}

function allCells(row: Row): string {
  return Object.entries(row)
    .filter(([, value]) => String(value).trim() !== '')
    .map(([name, value]) => `${name}: ${String(value)}`)
    .join('\n');
}

function tooLong(error: CsvError, file: SourceFile, max: number): RecollectError {
  return new RecollectError(
    'line_too_long',
    { path: file.display, line: lineOf(error), max },
    { cause: error },
  );
}

function skippedRow(error: CsvError, file: SourceFile): RecollectError {
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') {
    const reason = 'a quotation mark before it is never closed, and everything after it was swallowed';
    return badRow(file, lineOf(error), reason);
  }
  return badRow(file, lineOf(error), error.message);
}

function lineOf(error: CsvError): number {
  return typeof error.lines === 'number' ? error.lines : 0;
}
