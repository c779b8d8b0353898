import type { Database } from 'better-sqlite3';
import type { PrismaClient } from './generated/client';

/** An open database. Both handles are connections to the same file. */
export interface Store {
  /** Plain SQL: full text, vectors, and the batch commit, which has to be one transaction. */
  readonly db: Database;
  /** The metadata: documents, tags, counts. Made at first use. */
  readonly prisma: PrismaClient;
  /** Absolute path of the database. */
  readonly file: string;
  readonly readonly: boolean;
  close(): Promise<void>;
}

/** Shapes that the store hands out; all of them are plain data. */

export type VersionState = 'embedding' | 'ready' | 'failed';

/** What is known of a document besides its text. */
export interface DocumentMetadata {
  title: string;
  collection: string;
  /** ISO 639-1 code, or `und`. */
  language: string;
  mediaType: string;
  /** ISO 8601 date or date-time, or null. */
  date: string | null;
  tags: string[];
}

/** A structural unit of a document's text, for chunking and for showing it; offsets are UTF-16 into the text. */
export interface Block {
  kind: 'heading' | 'paragraph' | 'list-item' | 'quote' | 'code' | 'table' | 'row';
  start: number;
  end: number;
  /** 1 to 6 for headings; nesting depth from 1 for list items. */
  level?: number;
  /** Page number from 1, for formats that have pages. */
  page?: number;
}

/** A passage before it is embedded; text = documentText.slice(start, end). */
export interface PassageDraft {
  /** Position in the document, from 0. */
  ordinal: number;
  text: string;
  start: number;
  end: number;
  /** Headings above it, outermost first. */
  headingPath: string[];
  page: number | null;
}

/** Which documents a search may answer with. Values of one list are alternatives; the lists must all hold. */
export interface DocumentFilter {
  collections?: readonly string[];
  languages?: readonly string[];
  mediaTypes?: readonly string[];
  /** Every one of them must be on the document. */
  tags?: readonly string[];
  /** Inclusive bounds on the document's date, ISO 8601; documents without a date never match a bound. */
  from?: string;
  to?: string;
  /** Must hold besides all that. */
  where?: FilterExpression;
}

/** A condition on passages and their documents, as deep as one likes; an empty `and` or `or` does not occur. */
export type FilterExpression =
  | { and: readonly FilterExpression[] }
  | { or: readonly FilterExpression[] }
  | { not: FilterExpression }
  /** One of the values; `document` is its id, `uri` what its URI begins with, `selection` what was chosen on the map. */
  | {
      field: 'collection' | 'language' | 'mediaType' | 'tag' | 'document' | 'uri' | 'selection';
      values: readonly string[];
    }
  /** Inclusive bounds as in DocumentFilter. */
  | { field: 'date'; from?: string; to?: string };

/** What ranking needs of a passage: it looks at hundreds of which some are shown. */
export interface PassageKey {
  id: number;
  vectorId: number;
  documentId: string;
}

/** A passage as a result page shows it. */
export interface PassageRow extends PassageKey {
  ordinal: number;
  text: string;
  start: number;
  end: number;
  headingPath: string[];
  page: number | null;
}

export interface DocumentRow extends DocumentMetadata {
  id: string;
  uri: string;
}
