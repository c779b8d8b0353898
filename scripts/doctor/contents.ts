import { verify, type Store } from '@/lib/store';
import { finding, ok, type Finding } from './types';

/** Whether the database is whole: SQLite's own check, and what is promised of documents, passages, words and vectors. */
export function checkContents(store: Store): Finding[] {
  const problems = verify(store);
  if (problems.length === 0) return [ok('contents')];
  return problems.map((problem) =>
    finding(
      'failed',
      'contents_disagree',
      { problem, file: store.file },
      { path: store.file, code: 'database_unusable' },
    ),
  );
}
