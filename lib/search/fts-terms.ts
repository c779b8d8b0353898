import Database from 'better-sqlite3';

/** Turns words (lib/text/index-words.ts) into the terms under which FTS5 files them: folded and stemmed. */
export interface FtsTerms {
  /** One term a word, in order; '' for a word in which FTS5 sees no token. */
  of(words: readonly string[]): string[];
}

/**
 * Words remembered, at most; then all are forgotten. A corpus repeats its words, so most are asked for again, several
 * thousand of them for every query: a cache that keeps an order of use would cost more than it saves.
 */
const REMEMBERED = 100_000;
/** Parts words from each other; no word has this letter case and FTS5 keeps it as one token. */
const SEPARATOR = '\u{f8ff}';

/**
 * The terms come from FTS5 itself: words go into a table in memory with the tokeniser of `passages_fts`, and its
 * vocabulary is read back. A copy of the stemmer could drift from it; this cannot.
 */
export function createFtsTerms(): FtsTerms {
  const db = new Database(':memory:');
  db.exec(`
    CREATE VIRTUAL TABLE words USING fts5(
      body, content = '', contentless_delete = 1, tokenize = 'porter unicode61 remove_diacritics 2'
    );
    CREATE VIRTUAL TABLE vocabulary USING fts5vocab(words, instance);
  `);
  const insert = db.prepare('INSERT INTO words(rowid, body) VALUES (1, ?)');
  const read = db.prepare<[], [string, number]>('SELECT term, offset FROM vocabulary').raw();
  const clear = db.prepare('DELETE FROM words WHERE rowid = 1');
  const remembered = new Map<string, string>();

  const learn = db.transaction((words: readonly string[]) => {
    insert.run(words.join(` ${SEPARATOR} `));
    const tokens = read.all().sort((a, b) => a[1] - b[1]);
    clear.run();
    let word = 0;
    let term = '';
    for (const [token] of tokens) {
      if (token === SEPARATOR) {
        remembered.set(words[word] ?? '', term);
        term = '';
        word += 1;
      } else if (term === '') term = token;
    }
    remembered.set(words[word] ?? '', term);
  });

  return {
    of(words) {
      const terms = words.map((word) => remembered.get(word));
      if (!terms.includes(undefined)) return terms as string[];
      if (remembered.size > REMEMBERED) remembered.clear();
      learn([...new Set(words.filter((word) => !remembered.has(word)))]);
      return words.map((word) => remembered.get(word) ?? '');
    },
  };
}
