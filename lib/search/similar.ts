import type { Retriever } from '@/lib/index/retriever-client';
import { documentsById, passagesById, passagesByVector } from '@/lib/store/passages';
import type { DocumentRow, PassageRow, Store } from '@/lib/store/types';
import { vectorsById } from '@/lib/store/vectors';
import { readableShare, unreadShare } from './balance';

export interface SimilarPassage {
  /** Cosine, -1 to 1. */
  similarity: number;
  document: DocumentRow;
  passage: Omit<PassageRow, 'vectorId' | 'documentId'>;
}

export interface SimilarPassages {
  /** False when the encoder cannot read the passage: then nothing can be said, and there are no items. */
  readable: boolean;
  /** Best first. */
  items: SimilarPassage[];
}

/** Cosine below which passages have nothing in common (all-MiniLM-L6-v2). */
const LEAST_SIMILARITY = 0.3;
/** Neighbours fetched for every passage wanted: several may be of one document, or of the passage's own. */
const NEIGHBOURS_PER_PASSAGE = 8;

/**
 * What other documents say nearest to a passage, one passage of each, best first.
 *
 * @param limit passages at most, 1 or more
 * @returns null when there is no such passage
 * @throws RecollectError as Retriever.search
 */
export async function similarPassages(
  { store, retriever }: { store: Store; retriever: Pick<Retriever, 'search'> },
  passageId: number,
  limit: number,
): Promise<SimilarPassages | null> {
  const [asked] = passagesById(store, [passageId]);
  const vector = asked && vectorsById(store, [asked.vectorId]).get(asked.vectorId);
  if (!asked || !vector) return null;
  // The second search is asked only for what the encoder makes of the words: texts of a script that it was not
  // taught are all alike to it.
  const [{ hits }, { unknownShare }] = await Promise.all([
    retriever.search({ vector, k: limit * NEIGHBOURS_PER_PASSAGE }),
    retriever.search({ query: asked.text, k: 1 }),
  ]);
  if (readableShare(unreadShare(asked.text, unknownShare)) === 0) return { readable: false, items: [] };
  const near = hits.filter((hit) => hit.similarity >= LEAST_SIMILARITY);
  const similarity = new Map(near.map((hit) => [hit.label, hit.similarity]));
  const rows = passagesByVector(store, [...similarity.keys()]);
  const documents = documentsById(store, [...new Set(rows.map(({ documentId }) => documentId))]);
  const seen = new Set([asked.documentId]);
  const items = rows
    .map((row) => ({ row, similarity: similarity.get(row.vectorId) ?? -1 }))
    .sort((a, b) => b.similarity - a.similarity || a.row.id - b.row.id)
    .flatMap(({ row: { vectorId: _, documentId, ...passage }, similarity }): SimilarPassage[] => {
      const document = documents.get(documentId);
      if (!document || seen.has(documentId)) return [];
      seen.add(documentId);
      return [{ similarity, document, passage }];
    })
    .slice(0, limit);
  return { readable: true, items };
}
