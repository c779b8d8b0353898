import { verify, type Store } from '@/lib/store';
import { ok, type Finding } from './types';

/** Whether the database is whole: SQLite's own check, and what is promised of documents, passages, words and vectors. */
export function checkContents(store: Store): Finding[] {
  const problems = verify(store);
  if (problems.length === 0) return [ok('documents, passages, words and vectors agree')];
  return problems.map((says) => ({
    state: 'failed',
    says,
    path: store.file,
    mend: `Restore a copy of ${store.file}, or move it away and ingest again`,
    code: 'database_unusable',
  }));
}
