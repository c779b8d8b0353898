import type { PassageKey } from '@/lib/store/types';
import type { FusedPassage } from './fuse';

/** A passage found, with its document and its vector. */
export interface FoundPassage extends FusedPassage {
  key: PassageKey;
}

/** A document with the passages that were found of it. */
export interface FoundDocument {
  documentId: string;
  /** Its best passage's. */
  score: number;
  /** Best first. */
  passages: FoundPassage[];
}

/**
 * Passages by document. A document scores as its best passage: on the development sets every sum over passages ranks
 * worse, because it rewards length.
 *
 * @param passages best first
 */
export function groupByDocument(passages: readonly FoundPassage[]): FoundDocument[] {
  const documents = new Map<string, FoundDocument>();
  for (const passage of passages) {
    const { documentId } = passage.key;
    const document = documents.get(documentId);
    if (document) document.passages.push(passage);
    else documents.set(documentId, { documentId, score: passage.score, passages: [passage] });
  }
  return [...documents.values()];
}
