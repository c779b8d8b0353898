import { allowedPassages } from './allowed-passages';
import { isEmptyFilter } from './filters';
import { keysById } from './passage-keys';
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
 * FTS5 knows neither filters nor which passages are live. Without a filter the best few candidates mostly hold enough
 * that may be shown; otherwise all its matches are gone through, with the set of allowed passages at hand.
 *
 * @throws SqliteError when `match` is not a valid FTS5 expression
 */
export function searchFullText(
  store: Store,
  { match, filter = {}, limit, weights }: FullTextQuery,
): FullTextMatch[] {
  if (match.trim() === '') return [];
  const score = `-bm25(passages_fts, ${weights.title}, ${weights.heading}, ${weights.body})`;
  const ranking = { match, score, limit };
  // One state of the database for all that is read.
  const matches = store.db.transaction(() => {
    const few = isEmptyFilter(filter) ? bestCandidates(store, ranking) : null;
    return few ?? bestAllowed(store, ranking, filter);
  })();
  return matches.sort((a, b) => b.score - a.score || a.id - b.id).slice(0, limit);
}

type ScoreRow = [id: number, score: number];

interface Ranking {
  match: string;
  /** SQL of a match's score. Asked for its own `rank`, FTS5 would carry all places of all words along. */
  score: string;
  limit: number;
}

/** The best searchable passages; null when too many of the candidates were not. */
function bestCandidates(store: Store, { match, score, limit }: Ranking): FullTextMatch[] | null {
  const wanted = Math.ceil(limit * CANDIDATES_PER_PASSAGE);
  const sql = `SELECT rowid AS id, ${score} AS score FROM passages_fts
    WHERE passages_fts MATCH ? ORDER BY score DESC, id LIMIT ?`;
  const rows = statement(store.db, sql).raw().all(match, wanted) as ScoreRow[];
  const matches = withKeys(store, rows);
  return matches.length < limit && rows.length === wanted ? null : matches;
}

/** The best passages that a filter keeps. */
function bestAllowed(
  store: Store,
  { match, score, limit }: Ranking,
  filter: DocumentFilter,
): FullTextMatch[] {
  const isAllowed = allowedPassages(store, filter);
  const sql = `SELECT rowid, ${score} FROM passages_fts WHERE passages_fts MATCH ?`;
  const all = statement(store.db, sql).raw().all(match) as ScoreRow[];
  const allowed = all.filter(([id]) => isAllowed(id));
  allowed.sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  return withKeys(store, allowed.slice(0, limit));
}

function withKeys(store: Store, rows: readonly ScoreRow[]): FullTextMatch[] {
  const keys = keysById(
    store,
    rows.map(([id]) => id),
  );
  return rows.flatMap(([id, score]) => {
    const key = keys.get(id);
    return key ? { id, vectorId: key.vectorId, documentId: key.documentId, score } : [];
  });
}
