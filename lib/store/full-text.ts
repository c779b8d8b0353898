import { filterSql, isEmptyFilter, type SqlCondition } from './filters';
import { statement } from './statements';
import type { DocumentFilter, PassageKey, Store } from './types';

/** bm25 weights of the columns of the text index. */
export interface FieldWeights {
  title: number;
  heading: number;
  body: number;
}

export interface FullTextQuery {
  /** FTS5 expression, made by analyzeQuery; an empty one finds nothing. */
  match: string;
  filter?: DocumentFilter;
  /** Passages at most, 1 or more. */
  limit: number;
  weights: FieldWeights;
}

export interface FullTextMatch extends PassageKey {
  /** bm25 with its sign turned: above 0, more is better. */
  score: number;
}

/**
 * Ranked candidates looked at for every passage wanted, before the filter is worked out for all documents. Without a
 * filter only passages of versions that are not yet or no more searchable have to be passed over.
 */
const CANDIDATES_PER_PASSAGE = { filtered: 8, unfiltered: 1.25 };

/**
 * The searchable passages that match best, best first, ties by ascending id.
 *
 * FTS5 ranks on its own and knows neither filters nor which passages are live. Mostly the best few candidates hold
 * enough that may be shown; only when they do not, the set of allowed passages is made and given to FTS5.
 *
 * @throws SqliteError when `match` is not a valid FTS5 expression
 */
export function searchFullText(
  store: Store,
  { match, filter = {}, limit, weights }: FullTextQuery,
): FullTextMatch[] {
  if (match.trim() === '') return [];
  const condition = filterSql(filter, 'd');
  const rank = `bm25(${weights.title}, ${weights.heading}, ${weights.body})`;
  const wanted = Math.ceil(limit * CANDIDATES_PER_PASSAGE[isEmptyFilter(filter) ? 'unfiltered' : 'filtered']);
  const few = bestCandidates(store, { match, rank, condition, wanted });
  const matches =
    few.allowed.length >= limit || few.seen < wanted
      ? few.allowed
      : searchAllowed(store, { match, rank, condition, limit });
  return matches.sort((a, b) => b.score - a.score || a.id - b.id).slice(0, limit);
}

interface Ranking {
  match: string;
  /** FTS5 rank function with its weights. */
  rank: string;
  condition: SqlCondition;
}

/** The best candidates of all, and those of them that may be shown. */
function bestCandidates(
  { db }: Store,
  { match, rank, condition, wanted }: Ranking & { wanted: number },
): { allowed: FullTextMatch[]; seen: number } {
  // A document is looked up only where the filter asks for it.
  const documents = condition.sql === '1' ? '' : 'LEFT JOIN documents d ON d.id = p.document_id';
  const rows = statement<FullTextMatch & { allowed: number | null }>(
    db,
    `SELECT f.id, f.score, p.vector_id AS vectorId, p.document_id AS documentId,
       p.live = 1 AND (${condition.sql}) AS allowed
     FROM (SELECT rowid AS id, -rank AS score FROM passages_fts
           WHERE passages_fts MATCH ? AND rank MATCH ? ORDER BY rank LIMIT ?) f
     LEFT JOIN passages p ON p.id = f.id ${documents}`,
  ).all(...condition.params, match, rank, wanted);
  const allowed = rows
    .filter((row) => row.allowed === 1)
    .map(({ id, score, vectorId, documentId }) => ({ id, score, vectorId, documentId }));
  return { allowed, seen: rows.length };
}

/** `+rowid` keeps SQLite from asking FTS5 once for every allowed passage. */
function searchAllowed(
  { db }: Store,
  { match, rank, condition, limit }: Ranking & { limit: number },
): FullTextMatch[] {
  return statement<FullTextMatch>(
    db,
    `SELECT f.id, f.score, p.vector_id AS vectorId, p.document_id AS documentId
     FROM (SELECT rowid AS id, -rank AS score FROM passages_fts
           WHERE passages_fts MATCH ? AND rank MATCH ? AND +rowid IN (
             SELECT p.id FROM documents d JOIN passages p ON p.document_id = d.id AND p.live = 1 WHERE ${condition.sql}
           )
           ORDER BY rank LIMIT ?) f
     JOIN passages p ON p.id = f.id`,
  ).all(match, rank, ...condition.params, limit);
}
