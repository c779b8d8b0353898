import { createHash } from 'node:crypto';
import { CHUNKER_VERSION } from '@/lib/chunk/chunk-document';
import type { RowFields } from './types';

/** Tokens of a passage, about. */
export const TARGET_TOKENS = 200;
/** Share of a passage that repeats the end of the one before. */
export const OVERLAP_SHARE = 0.15;
/** Raised when a reader makes another text or other blocks of the same bytes. */
const READER_VERSION = 1;
/** Raised when words are prepared differently for the text index (lib/text/analyze.ts). */
const ANALYZER_VERSION = 1;

export interface ShapingOptions {
  modelKey: string;
  fields: RowFields;
  title?: string | undefined;
}

/**
 * A fingerprint of everything besides its bytes that shapes a document's passages and vectors: the key of the model, a
 * dot, and a hash of the rest.
 */
export function settingsFingerprint({ modelKey, fields, title }: ShapingOptions): string {
  const shaping = {
    target: TARGET_TOKENS,
    overlap: OVERLAP_SHARE,
    versions: [CHUNKER_VERSION, READER_VERSION, ANALYZER_VERSION],
    fields: Object.entries(fields)
      .filter(([, value]) => value !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
    title: title ?? null,
  };
  const rest = createHash('sha256').update(JSON.stringify(shaping)).digest('hex').slice(0, 16);
  return `${modelKey}.${rest}`;
}

/** The same settings under another model; unchanged when it is this model's already. */
export function withModel(settings: string, modelKey: string): string {
  return `${modelKey}.${settings.slice(settings.indexOf('.') + 1)}`;
}
