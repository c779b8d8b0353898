import { documentsById } from '@/lib/store/passages';
import { findCandidates, type Ranking, type SearchDependencies } from './candidates';
import { groupByDocument } from './group';
import { lexiconOf } from './lexicon';
import { presentDocument } from './present';
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
  const rows = documentsById(
    deps.store,
    page.map(({ documentId }) => documentId),
  );
  const hits = page.flatMap((found, index): SearchHit[] => {
    const document = rows.get(found.documentId);
    // A document deleted since it was found.
    if (!document) return [];
    const { passages, explanation } = presentDocument(found, document.title, read, lexicon);
    const hit = { rank: offset + index + 1, score: found.score, document, passages };
    return [explain ? { ...hit, explanation } : hit];
  });
  return { query, mode, total: documents.length, tookMs: performance.now() - started, hits };
}
