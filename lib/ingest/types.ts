import type { Block } from '@/lib/store/types';

/** What a reader makes of one document, before metadata options are applied. */
export interface ParsedDocument {
  uri: string;
  /** Absolute path of the file, or null (standard input, upload). */
  source: string | null;
  /** From the document itself, or made from its name. */
  title: string;
  mediaType: string;
  /** sha256 of the document's bytes (of the row's, for csv and jsonl), hexadecimal. */
  sha256: string;
  /** Bytes. */
  size: number;
  text: string;
  blocks: Block[];
  /** What the document says of itself; the command line's options win over these. */
  declared: { language?: string; date?: string; tags?: string[]; collection?: string };
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
  | { type: 'failed'; uri: string; code: string; message: string }
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
