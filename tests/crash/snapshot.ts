import type { Store } from '@/lib/store';

/** Everything searchable, in an order that does not depend on when it was written. */
export interface Snapshot {
  /** uri, title, ordinal, text, sha256 of the encoder's input, vector in hexadecimal. */
  passages: string[];
  documents: string[];
  counts: { vectors: number; fts: number; versions: number; unfinished: number };
}

export function snapshot({ db }: Store): Snapshot {
  const count = (sql: string) => Number(db.prepare(sql).pluck().get());
  return {
    passages: db
      .prepare<[], string>(
        `SELECT json_array(d.uri, d.title, p.ordinal, p.start, p.text, v.input_sha, hex(v.data))
         FROM passages p JOIN documents d ON d.id = p.document_id JOIN vectors v ON v.id = p.vector_id
         WHERE p.live = 1 ORDER BY d.uri, p.ordinal`,
      )
      .pluck()
      .all(),
    documents: db
      .prepare<[], string>('SELECT uri FROM documents WHERE current_version_id IS NOT NULL ORDER BY uri')
      .pluck()
      .all(),
    counts: {
      vectors: count('SELECT count(*) FROM vectors'),
      fts: count('SELECT count(*) FROM passages_fts'),
      versions: count('SELECT count(*) FROM versions'),
      unfinished: count("SELECT count(*) FROM versions WHERE state <> 'ready'"),
    },
  };
}
