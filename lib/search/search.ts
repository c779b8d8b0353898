import { dot } from '@/lib/statistics/dot';
import { documentsById, passagesById } from '@/lib/store/passages';
import { requireSelections } from '@/lib/store/require-selections';
import { findCandidates, type Ranking, type SearchDependencies } from './candidates';
import { passagesToShow } from './choose-passages';
import { explain } from './explain';
import { groupByDocument } from './group';
import { lexiconOf } from './lexicon';
import { evidenceOfWords, markPassages, presentDocument } from './present';
import { readQuery } from './query';
import { judge, type Strength } from './strength';
import type { SearchHit, SearchRequest, SearchResponse } from './types';

export type { SearchDependencies };

/**
 * Answers a query with ranked documents and the passages of them that tell most.
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
  const page = documents.slice(offset, offset + limit).map((found) => ({
    found,
    shown: passagesToShow(found),
  }));
  const rows = documentsById(
    store,
    page.map(({ found }) => found.documentId),
  );
  const ids = page.flatMap(({ shown }) => shown.map(({ id }) => id));
  const marked = markPassages(passagesById(store, ids), rows, read, lexicon);
  const evidenceOf = evidenceOfWords(read, lexicon);
  const presented = page.map(({ shown }) => presentDocument(shown, marked, evidenceOf, lexicon));
  const vectors = queryVector
    ? vectorsOf(presented.flatMap((one) => one?.first.passage.key.vectorId ?? []))
    : null;
  const hits = page.flatMap(({ found }, index): SearchHit[] => {
    const document = rows.get(found.documentId);
    const one = presented[index];
    // Deleted or replaced since it was found.
    if (!document || !one) return [];
    const { passages, first } = one;
    const vector = vectors?.get(first.passage.key.vectorId);
    const cosine = queryVector && vector ? dot(queryVector, vector) : null;
    const rank = offset + index + 1;
    const { strength, relevance, judgedBy } = judge({ cosine, rank, ...first.words });
    const hit = { rank, score: found.score, strength, relevance, document, passages };
    if (!explained) return [hit];
    const { row, matches } = first.marked;
    return [{ ...hit, explanation: explain(first.passage, row.text, matches, judgedBy) }];
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
