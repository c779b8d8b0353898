import { statement } from './statements';
import type { Store } from './types';
import { decodeVector } from './vectors';

/** Sentences about what is wrong with a database, for people; empty = every invariant holds. */
export type Problems = string[];

/** Examples named for each kind of problem. */
const EXAMPLES = 3;
/** How far a vector's length may be from 1; Float32 rounding stays below 1e-6. */
const NORM_TOLERANCE = 1e-3;

/** Every query selects what breaks an invariant, as a text that names it. */
const INVARIANTS: readonly (readonly [problem: string, sql: string])[] = [
  [
    'documents whose searchable version is not ready',
    `SELECT d.uri FROM documents d JOIN versions v ON v.id = d.current_version_id
     WHERE v.state <> 'ready' OR v.document_id <> d.id`,
  ],
  [
    'ready versions that no document shows',
    `SELECT v.id FROM versions v WHERE v.state = 'ready'
     AND NOT EXISTS (SELECT 1 FROM documents d WHERE d.current_version_id = v.id)`,
  ],
  [
    'versions whose passages are not the first passagesDone ones, each once',
    `SELECT v.id FROM versions v LEFT JOIN passages p ON p.version_id = v.id GROUP BY v.id
     HAVING count(p.id) <> v.passages_done OR coalesce(max(p.ordinal), -1) <> v.passages_done - 1
       OR coalesce(min(p.ordinal), 0) <> 0 OR v.passages_done > v.passages_total`,
  ],
  [
    'ready versions that lack passages',
    `SELECT id FROM versions WHERE state = 'ready' AND passages_done <> passages_total`,
  ],
  [
    'unfinished versions that have all their passages',
    `SELECT id FROM versions WHERE state = 'embedding' AND passages_done >= passages_total`,
  ],
  [
    'passages that are searchable but should not be, or the other way round',
    `SELECT p.id FROM passages p JOIN versions v ON v.id = p.version_id
     LEFT JOIN documents d ON d.id = v.document_id
     WHERE p.live <> (d.current_version_id IS v.id) OR p.document_id <> v.document_id`,
  ],
  [
    'passages without words in the text index',
    `SELECT p.id FROM passages p WHERE NOT EXISTS (SELECT 1 FROM passages_fts_docsize f WHERE f.id = p.id)`,
  ],
  [
    'words in the text index without a passage',
    `SELECT f.id FROM passages_fts_docsize f WHERE NOT EXISTS (SELECT 1 FROM passages p WHERE p.id = f.id)`,
  ],
  [
    'vectors that no passage has',
    `SELECT v.id FROM vectors v WHERE NOT EXISTS (SELECT 1 FROM passages p WHERE p.vector_id = v.id)`,
  ],
];

/**
 * Looks whether the database is whole: SQLite's own check, foreign keys, the text index, and what this program promises
 * about documents, passages, words and vectors. Reads everything once, in one consistent view.
 *
 * @example verify(store) // []
 */
export function verify(store: Store): Problems {
  const { db } = store;
  return db.transaction(() => [
    ...checkFile(store),
    ...INVARIANTS.flatMap(([problem, sql]) => named(problem, statement(db, sql).pluck().all())),
    ...named('passages whose text is not the slice of their document', misplacedPassages(store)),
    ...named('vectors of the wrong length or not of norm 1', badVectors(store)),
  ])();
}

function named(problem: string, found: readonly unknown[]): Problems {
  if (found.length === 0) return [];
  const more = found.length > EXAMPLES ? ', …' : '';
  return [`${found.length} ${problem}: ${found.slice(0, EXAMPLES).join(', ')}${more}`];
}

function checkFile({ db }: Store): Problems {
  const integrity = (db.pragma('quick_check') as { quick_check: string }[]).map((row) => row.quick_check);
  const foreignKeys = db.pragma('foreign_key_check') as { table: string; parent: string }[];
  return [
    ...integrity.filter((line) => line !== 'ok').map((line) => `SQLite: ${line}`),
    ...named(
      'rows that point at nothing',
      foreignKeys.map(({ table, parent }) => `${table} → ${parent}`),
    ),
  ];
}

/** Compared here, not in SQL: offsets count UTF-16 units, SQLite counts code points. */
function misplacedPassages({ db }: Store): number[] {
  const misplaced: number[] = [];
  const versions = statement<{ id: number; text: string }>(
    db,
    "SELECT id, text FROM versions WHERE state <> 'failed'",
  );
  const passages = db.prepare<[number], { id: number; text: string; start: number; end: number }>(
    'SELECT id, text, start, end FROM passages WHERE version_id = ?',
  );
  for (const version of versions.iterate()) {
    for (const { id, text, start, end } of passages.iterate(version.id)) {
      if (version.text.slice(start, end) !== text || text === '') misplaced.push(id);
    }
  }
  return misplaced;
}

function badVectors({ db }: Store): number[] {
  const bad: number[] = [];
  const rows = statement<{ id: number; data: Buffer; dimension: number }>(
    db,
    'SELECT v.id, v.data, m.dimension FROM vectors v JOIN models m ON m.key = v.model_key',
  );
  for (const { id, data, dimension } of rows.iterate()) {
    const vector = decodeVector(data);
    const norm = Math.hypot(...vector);
    // A norm that is not a number fails this too.
    if (data.byteLength !== 4 * dimension || !(Math.abs(norm - 1) < NORM_TOLERANCE)) bad.push(id);
  }
  return bad;
}
