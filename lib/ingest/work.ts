import type { DocumentMetadata, PassageDraft } from '@/lib/store/types';
import type { FoundDocument } from './types';

/** A new or changed document, cut into passages and ready to be embedded. */
export interface PreparedDocument {
  found: Omit<FoundDocument, 'parse'>;
  metadata: DocumentMetadata;
  drafts: PassageDraft[];
  /** Fingerprint of the settings it was cut with. */
  settings: string;
  /** Whether no version of it was searchable before. */
  isNew: boolean;
  /** Its version in the store; null in a dry run. */
  versionId: number | null;
  /** Passages of that version that an interrupted run committed already; work begins at this ordinal. */
  done: number;
}

/** A passage with what the encoder reads of it. */
export interface WorkPassage {
  draft: PassageDraft;
  /** The encoder's input. */
  input: string;
  /** sha256 of the input, hexadecimal. */
  inputSha: string;
}

/** Passages of one document that are committed together. */
export interface WorkPart {
  document: PreparedDocument;
  passages: WorkPassage[];
  /** Whether the document is complete with it. */
  last: boolean;
}

/** What is embedded in one call. */
export type WorkBatch = WorkPart[];
