import { detectLanguage } from '@/lib/text/language';
import type { DocumentMetadata } from '@/lib/store/types';
import type { ParsedText } from './types';

/** What the command line says of all documents of a run; it wins over what a document says of itself. */
export interface MetadataOptions {
  collection?: string | undefined;
  /** Added to the document's own. */
  tags: readonly string[];
  /** ISO 639-1. */
  language?: string | undefined;
  /** ISO 8601. */
  date?: string | undefined;
}

/** Metadata of a document that was parsed just now. */
export function describe(
  { title, text, declared }: ParsedText,
  mediaType: string,
  options: MetadataOptions,
): DocumentMetadata {
  return {
    title,
    collection: options.collection ?? declared.collection ?? 'default',
    language: options.language ?? declared.language ?? detectLanguage(text),
    mediaType,
    date: options.date ?? declared.date ?? null,
    tags: union(declared.tags ?? [], options.tags),
  };
}

/**
 * Metadata of an unchanged document under the options of this run; what no option names stays as it is.
 *
 * @returns undefined when nothing differs
 */
export function redescribe(stored: DocumentMetadata, options: MetadataOptions): DocumentMetadata | undefined {
  const metadata: DocumentMetadata = {
    ...stored,
    collection: options.collection ?? stored.collection,
    language: options.language ?? stored.language,
    date: options.date ?? stored.date,
    tags: union(stored.tags, options.tags),
  };
  const same =
    metadata.collection === stored.collection &&
    metadata.language === stored.language &&
    metadata.date === stored.date &&
    metadata.tags.length === stored.tags.length;
  return same ? undefined : metadata;
}

function union(a: readonly string[], b: readonly string[]): string[] {
  return [...new Set([...a, ...b])];
}
