import { processWide } from '@/lib/process-wide';
import type { Store } from '@/lib/store/types';
import { lastChange } from '@/lib/store/vectors';
import { createFtsTerms, type FtsTerms } from './fts-terms';

/** What the text index knows of words: under which term it files them, and in how many passages a term stands. */
export interface Lexicon extends FtsTerms {
  /** Passages with the term (with a term that begins with it, when `prefix`); 0 for an unknown one. */
  frequency(term: string, prefix?: boolean): number;
  /** All passages. */
  passages(): number;
}

/** Counting a frequent term reads all its places, so counts are kept until about this share of changes. */
const STALE_SHARE = 0.02;
const FEWEST_CHANGES = 100;
const MOST_REMEMBERED = 50_000;
/** Milliseconds between two looks at the change log: one search asks for dozens of frequencies. */
const LOOK_AGAIN_MS = 20;
/** Sorts after every character a term may go on with. */
const LAST = '\u{10ffff}';

/** Searching and explaining must count alike, and may be of two bundles. */
const lexicons = processWide('lexicons', () => new WeakMap<Store['db'], Lexicon>());

/** The lexicon of a database, made at first use. Frequencies may be a few changes old; ranking does not mind. */
export function lexiconOf(store: Store): Lexicon {
  let lexicon = lexicons.get(store.db);
  if (!lexicon) {
    lexicon = createLexicon(store);
    lexicons.set(store.db, lexicon);
  }
  return lexicon;
}

function createLexicon(store: Store): Lexicon {
  const { db } = store;
  // A view of the index of this connection only: nothing is written to the database.
  db.exec(
    'CREATE VIRTUAL TABLE IF NOT EXISTS temp.passages_vocabulary USING fts5vocab(main, passages_fts, row)',
  );
  const exactly = db
    .prepare<[string], number>('SELECT doc FROM temp.passages_vocabulary WHERE term = ?')
    .pluck();
  const beginning = db
    .prepare<[string, string], number>(
      'SELECT total(doc) FROM temp.passages_vocabulary WHERE term >= ? AND term < ?',
    )
    .pluck();
  const all = db.prepare<[], number>('SELECT count(*) FROM passages WHERE live = 1').pluck();
  const counts = new Map<string, number>();
  let passages = -1;
  let countedAt = -1;
  let lookedAt = -Infinity;

  const refresh = () => {
    const now = performance.now();
    if (now - lookedAt < LOOK_AGAIN_MS) return;
    lookedAt = now;
    const change = lastChange(store);
    const due = Math.max(FEWEST_CHANGES, passages * STALE_SHARE);
    if (passages > 0 && change >= countedAt && change - countedAt < due && counts.size < MOST_REMEMBERED)
      return;
    counts.clear();
    passages = all.get() ?? 0;
    countedAt = change;
  };

  const terms = createFtsTerms();
  return {
    of: (words) => terms.of(words),
    frequency(term, prefix = false) {
      refresh();
      const key = prefix ? `${term}*` : term;
      let count = counts.get(key);
      if (count === undefined) {
        count = (prefix ? beginning.get(term, term + LAST) : exactly.get(term)) ?? 0;
        counts.set(key, count);
      }
      return count;
    },
    passages() {
      refresh();
      return passages;
    },
  };
}
