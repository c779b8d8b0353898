import type { Block } from '@/lib/store/types';
import type { ErrorDetails, RecollectError } from '@/lib/errors';

/** What a document says of itself; the command line's options win over it. */
export interface Declared {
  /** ISO 639-1. */
  language?: string;
  /** ISO 8601. */
  date?: string;
  tags?: string[];
  collection?: string;
}

/** What a parser makes of the bytes of one document. */
export interface ParsedText {
  /** From the document itself, or made from its name. */
  title: string;
  /** Line ends are \n; offsets of blocks and passages point into it. */
  text: string;
  blocks: Block[];
  declared: Declared;
}

export type FileFormat = 'markdown' | 'text' | 'html' | 'pdf' | 'docx';
export type RowFormat = 'csv' | 'jsonl';
export type Format = FileFormat | RowFormat;

/** A file to read, or standard input. */
export interface SourceFile {
  uri: string;
  /** Absolute path, or null for standard input. */
  source: string | null;
  /** How errors name it. */
  display: string;
  format: Format;
  /** Bytes, or null when not known beforehand. */
  size: number | null;
  open(): AsyncIterable<Buffer>;
}

/** A document met while reading; it is parsed only when it turns out to be new or changed. */
export interface FoundDocument {
  uri: string;
  source: string | null;
  mediaType: string;
  /** sha256 of the document's bytes (of the row's, for csv and jsonl), hexadecimal. */
  sha256: string;
  /** Bytes. */
  size: number;
  /** @throws RecollectError `corrupt_document`, `no_text`, `invalid_encoding` … */
  parse(): Promise<ParsedText>;
}

/** Something that could not be read; the rest goes on. */
export interface ReadFailure {
  uri: string;
  source: string | null;
  failure: RecollectError;
}

export type ReadResult = { document: FoundDocument } | ReadFailure;

/** Which fields of a row mean what; what is left out is guessed from the usual names. */
export interface RowFields {
  /** Several are joined with a blank line between them. */
  text?: string[] | undefined;
  title?: string | undefined;
  id?: string | undefined;
  date?: string | undefined;
  tags?: string | undefined;
  language?: string | undefined;
}

/** What ingestion tells while it works; `--json` prints one a line. */
export type IngestEvent =
  | { type: 'start'; files: number; database: string; model: string; dryRun: boolean }
  | {
      type: 'document';
      uri: string;
      state: 'added' | 'updated' | 'unchanged' | 'resumed' | 'removed';
      passages: number;
      embedded: number;
      reused: number;
    }
  | { type: 'failed'; uri: string; code: string; message: string; details: ErrorDetails }
  /** Before a batch is embedded; a killed process loses at most what its last one of these names. */
  | { type: 'batch'; passages: number; embedding: number }
  | {
      type: 'progress';
      documentsDone: number;
      documentsSeen: number;
      passagesDone: number;
      passagesPerSecond: number;
      etaSeconds: number | null;
    }
  | {
      type: 'end';
      documents: { added: number; updated: number; unchanged: number; removed: number; failed: number };
      passages: number;
      embedded: number;
      reused: number;
      tookMs: number;
      peakRssBytes: number;
    };
