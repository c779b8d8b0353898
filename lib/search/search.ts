import { dot } from '@/lib/statistics/dot';
import { documentsById, passagesById } from '@/lib/store/passages';
import { requireSelections } from '@/lib/store/require-selections';
import { findCandidates, type Ranking, type SearchDependencies } from './candidates';
import { explain } from './explain';
import { groupByDocument } from './group';
import { lexiconOf } from './lexicon';
import { judgePassage, markPassages, passagesToShow, presentDocument } from './present';
import { readQuery } from './query';
import type { Strength } from './strength';
import type { SearchHit, SearchRequest, SearchResponse } from './types';

export type { SearchDependencies };

/**
 * Answers a query with ranked documents and their best passages.
 *
 * `semantic` ranks by meaning, `lexical` by words, `hybrid` by both. Quoted phrases, -excluded words and the filter hold
 * in every mode. A query without a word in it finds nothing.
 *
 * @param ranking how the lists are fused, for measuring one way against another; the product uses the default
 * @throws RecollectError `not_found` for a selection that is not kept; as Retriever.search: `worker_failed`,
 *   `model_not_found`, `model_mismatch`
 */
export async function search(
  deps: SearchDependencies,
  request: SearchRequest,
  ranking?: Ranking,
): Promise<SearchResponse> {
  const started = performance.now();
  const { query, mode, limit, offset, explain: explained = false } = request;
  const { store } = deps;
  requireSelections(store, request.filter);
  const lexicon = lexiconOf(store);
  const read = readQuery(query, lexicon);
  const { passages, queryVector, vectorsOf, timings } = await findCandidates(
    deps,
    lexicon,
    read,
    request,
    ranking,
  );
  const ranked = performance.now();
  const documents = groupByDocument(passages);
  const page = documents.slice(offset, offset + limit);
  const rows = documentsById(
    store,
    page.map(({ documentId }) => documentId),
  );
  const shown = page.flatMap((found) => passagesToShow(found).map(({ id }) => id));
  const marked = markPassages(passagesById(store, shown), rows, read, lexicon);
  const vectors = queryVector
    ? vectorsOf(page.flatMap(({ passages: [best] }) => best?.key.vectorId ?? []))
    : null;
  const hits = page.flatMap((found, index): SearchHit[] => {
    const document = rows.get(found.documentId);
    const presented = document && presentDocument(found, marked, lexicon);
    // Deleted or replaced since it was found.
    if (!document || !presented) return [];
    const { passages, best } = presented;
    const vector = vectors?.get(best.row.vectorId);
    const cosine = queryVector && vector ? dot(queryVector, vector) : null;
    const rank = offset + index + 1;
    const { strength, relevance, judgedBy } = judgePassage(best, read, { cosine, rank }, lexicon);
    const hit = { rank, score: found.score, strength, relevance, document, passages };
    const [fused] = found.passages;
    if (!explained || !fused) return [hit];
    return [{ ...hit, explanation: explain(fused, best.row.text, best.matches, judgedBy) }];
  });
  const now = performance.now();
  return {
    query,
    mode,
    total: documents.length,
    strength: bestOf(hits),
    tookMs: now - started,
    timings: { ...timings, presentMs: now - ranked },
    hits,
  };
}

const STRENGTHS: readonly Strength[] = ['strong', 'likely', 'weak'];

function bestOf(hits: readonly SearchHit[]): Strength | null {
  return STRENGTHS.find((strength) => hits.some((hit) => hit.strength === strength)) ?? null;
}
