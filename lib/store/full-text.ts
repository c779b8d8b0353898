import { allowedPassages } from './allowed-passages';
import { isEmptyFilter } from './filters';
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
 * Ranked candidates looked at for every passage wanted, where there is no filter: only passages of versions that are not
 * yet or no more searchable have to be passed over.
 */
const CANDIDATES_PER_PASSAGE = 1.25;

/**
 * The searchable passages that match best, best first, ties by ascending id.
 *
 * FTS5 ranks on its own and knows neither filters nor which passages are live. Without a filter the best few candidates
 * mostly hold enough that may be shown; otherwise its list is gone through, with the set of allowed passages at hand,
 * until there are enough.
 *
 * @throws SqliteError when `match` is not a valid FTS5 expression
 */
export function searchFullText(
  store: Store,
  { match, filter = {}, limit, weights }: FullTextQuery,
): FullTextMatch[] {
  if (match.trim() === '') return [];
  const rank = `bm25(${weights.title}, ${weights.heading}, ${weights.body})`;
  const ranking = { match, rank, limit };
  // One state of the database for all that is read.
  const matches = store.db.transaction(() => {
    const few = isEmptyFilter(filter) ? bestCandidates(store, ranking) : null;
    return few ?? bestAllowed(store, ranking, filter);
  })();
  return matches.sort((a, b) => b.score - a.score || a.id - b.id).slice(0, limit);
}

interface Ranking {
  match: string;
  /** FTS5 rank function with its weights. */
  rank: string;
  limit: number;
}

/** The best searchable passages; null when too many of the candidates were not. */
function bestCandidates({ db }: Store, { match, rank, limit }: Ranking): FullTextMatch[] | null {
  const wanted = Math.ceil(limit * CANDIDATES_PER_PASSAGE);
  const rows = statement<FullTextMatch & { live: number | null }>(
    db,
    `SELECT f.id, f.score, p.vector_id AS vectorId, p.document_id AS documentId, p.live
     FROM (SELECT rowid AS id, -rank AS score FROM passages_fts
           WHERE passages_fts MATCH ? AND rank MATCH ? ORDER BY rank LIMIT ?) f
     LEFT JOIN passages p ON p.id = f.id`,
  ).all(match, rank, wanted);
  const live = rows.filter((row) => row.live === 1);
  if (live.length < limit && rows.length === wanted) return null;
  return live.map(({ id, score, vectorId, documentId }) => ({ id, score, vectorId, documentId }));
}

/** The best passages that a filter keeps. */
function bestAllowed(store: Store, { match, rank, limit }: Ranking, filter: DocumentFilter): FullTextMatch[] {
  const isAllowed = allowedPassages(store, filter);
  const ranked = statement<{ id: number; score: number }>(
    store.db,
    `SELECT rowid AS id, -rank AS score FROM passages_fts
     WHERE passages_fts MATCH ? AND rank MATCH ? ORDER BY rank`,
  );
  const scores = new Map<number, number>();
  let last = -Infinity;
  for (const { id, score } of ranked.iterate(match, rank)) {
    // Of equals at the end, those with the smallest ids are wanted.
    if (scores.size >= limit && score < last) break;
    if (!isAllowed(id)) continue;
    scores.set(id, score);
    last = score;
  }
  const keys = statement<Omit<FullTextMatch, 'score'>>(
    store.db,
    `SELECT id, vector_id AS vectorId, document_id AS documentId FROM passages
     WHERE id IN (SELECT value FROM json_each(?))`,
  ).all(JSON.stringify([...scores.keys()]));
  return keys.map((key) => ({ ...key, score: scores.get(key.id) ?? 0 }));
}
