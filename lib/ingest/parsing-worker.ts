import { connectWorker } from '@/lib/inference/connect-worker';
import { RecollectError } from '@/lib/errors';
import { parseFile } from './readers/parse-file';
import type { FileFormat, ParsedText } from './types';

export type ParsingHandlers = {
  parse(args: { format: FileFormat; bytes: Uint8Array; path: string }): Promise<ParsedText>;
};

/** Served by workers/reading.ts. */
export const parsingHandlers: ParsingHandlers = {
  parse: ({ format, bytes, path }) =>
    parseFile(format, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), path),
};

export interface FileParser {
  /** @throws RecollectError as parseFile, and `reading_timed_out` */
  parse(format: FileFormat, bytes: Buffer, path: string): Promise<ParsedText>;
  close(): Promise<void>;
}

/**
 * Parses in a worker thread, which starts with the first file. A file that takes too long or ends the thread fails
 * alone; the next one gets a new thread.
 *
 * @param seconds time for one file
 */
export function createFileParser(seconds: number): FileParser {
  const worker = connectWorker<ParsingHandlers>('reading', null);

  async function parse(format: FileFormat, bytes: Buffer, path: string): Promise<ParsedText> {
    const signal = AbortSignal.timeout(seconds * 1000);
    try {
      return await worker.call('parse', { format, bytes, path }, { signal });
    } catch (error) {
      if (signal.aborted) {
        await worker.close();
        throw new RecollectError('reading_timed_out', { path, seconds }, { cause: error });
      }
      if (error instanceof RecollectError && error.code === 'worker_failed') {
        const reason = `reading it stopped the reader (${String(error.details.reason)})`;
        throw new RecollectError('corrupt_document', { path, format, reason }, { cause: error });
      }
      throw error;
    }
  }

  return { parse, close: () => worker.close() };
}
