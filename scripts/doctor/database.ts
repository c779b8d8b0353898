import { existsSync } from 'node:fs';
import type { Store } from '@/lib/store';
import { openStore } from '@/lib/store';
import { storeStats } from '@/lib/store/stats';
import { finding, ok, type Finding } from './types';

/**
 * Opens the database for reading, which tells whether its migrations are up to date.
 *
 * @returns the store too, for the other checks; null when there is no database yet
 * @throws RecollectError `database_unusable`, `database_too_new`, `migration_changed`
 */
export async function checkDatabase(
  databaseFile: string,
): Promise<{ findings: Finding[]; store: Store | null }> {
  if (!existsSync(databaseFile)) {
    const details = { file: databaseFile };
    return {
      findings: [finding('warning', 'database_missing', details, { path: databaseFile })],
      store: null,
    };
  }
  const store = await openStore(databaseFile, { readonly: true });
  const { documents, passages, versions } = await storeStats(store);
  const findings = [ok('database', { documents, passages })];
  if (versions.failed > 0) findings.push(finding('warning', 'documents_failed', { count: versions.failed }));
  if (versions.embedding > 0)
    findings.push(finding('warning', 'documents_unfinished', { count: versions.embedding }));
  return { findings, store };
}
