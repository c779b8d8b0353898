import path from 'node:path';
import { RecollectError } from '@/lib/errors';
import type { Format } from './types';

const BY_EXTENSION: Readonly<Record<string, Format>> = {
  '.md': 'markdown',
  '.markdown': 'markdown',
  '.txt': 'text',
  '.text': 'text',
  '.html': 'html',
  '.htm': 'html',
  '.xhtml': 'html',
  '.pdf': 'pdf',
  '.docx': 'docx',
  '.csv': 'csv',
  '.tsv': 'csv',
  '.jsonl': 'jsonl',
  '.ndjson': 'jsonl',
};

export const MEDIA_TYPES: Readonly<Record<Format, string>> = {
  markdown: 'text/markdown',
  text: 'text/plain',
  html: 'text/html',
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  csv: 'text/csv',
  jsonl: 'application/x-ndjson',
};

/** Format by the extension of a file name; undefined when there is no reader for it. */
export function formatOf(file: string): Format | undefined {
  return BY_EXTENSION[path.extname(file).toLowerCase()];
}

/** The error for a file that nothing here can read. */
export function unknownFormat(file: string): RecollectError {
  return new RecollectError('unknown_format', {
    path: file,
    extension: path.extname(file) || 'a name without extension',
    allowed: Object.keys(BY_EXTENSION).join(', '),
  });
}
