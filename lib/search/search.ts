import { documentsById, passagesById } from '@/lib/store/passages';
import { findCandidates, type Ranking, type SearchDependencies } from './candidates';
import { groupByDocument } from './group';
import { lexiconOf } from './lexicon';
import { markPassages, passagesToShow, presentDocument } from './present';
import { readQuery } from './query';
import type { SearchHit, SearchRequest, SearchResponse } from './types';

export type { SearchDependencies };

/**
 * Answers a query with ranked documents and their best passages.
 *
 * `semantic` ranks by meaning, `lexical` by words, `hybrid` by both. Quoted phrases, -excluded words and the filter hold
 * in every mode. A query without a word in it finds nothing.
 *
 * @param ranking how the lists are fused, for measuring one way against another; the product uses the default
 * @throws RecollectError as Retriever.search: `worker_failed`, `model_not_found`, `model_mismatch`
 */
export async function search(
  deps: SearchDependencies,
  request: SearchRequest,
  ranking?: Ranking,
): Promise<SearchResponse> {
  const started = performance.now();
  const { query, mode, limit, offset, explain = false } = request;
  const lexicon = lexiconOf(deps.store);
  const read = readQuery(query, lexicon);
  const candidates = await findCandidates(deps, lexicon, read, request, ranking);
  const documents = groupByDocument(candidates);
  const page = documents.slice(offset, offset + limit);
  const documentRows = documentsById(
    deps.store,
    page.map(({ documentId }) => documentId),
  );
  const shown = page.flatMap((found) => passagesToShow(found).map(({ id }) => id));
  const marked = markPassages(passagesById(deps.store, shown), read, lexicon);
  const hits = page.flatMap((found, index): SearchHit[] => {
    const document = documentRows.get(found.documentId);
    const presented = document && presentDocument(found, { title: document.title, marked }, lexicon);
    // Deleted or replaced since it was found.
    if (!document || !presented) return [];
    const { passages, explanation } = presented;
    const hit = { rank: offset + index + 1, score: found.score, document, passages };
    return [explain ? { ...hit, explanation } : hit];
  });
  return { query, mode, total: documents.length, tookMs: performance.now() - started, hits };
}
