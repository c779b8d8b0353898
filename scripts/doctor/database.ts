import { existsSync } from 'node:fs';
import type { Store } from '@/lib/store';
import { openStore } from '@/lib/store';
import { storeStats } from '@/lib/store/stats';
import { ok, type Finding } from './types';

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
    const says = `${databaseFile} does not exist yet: nothing has been ingested.`;
    const missing: Finding = {
      state: 'warning',
      says,
      path: databaseFile,
      mend: 'Run: npm run ingest -- PATH',
    };
    return { findings: [missing], store: null };
  }
  const store = await openStore(databaseFile, { readonly: true });
  const { documents, passages, versions } = await storeStats(store);
  const findings = [ok(`${documents} documents, ${passages} passages, migrations up to date`)];
  if (versions.failed > 0) {
    findings.push({
      state: 'warning',
      says: `${versions.failed} documents could not be read at their last ingest.`,
      mend: 'GET /api/v1/documents?state=failed tells which and why; mend them and ingest them again',
    });
  }
  if (versions.embedding > 0) {
    findings.push({
      state: 'warning',
      says: `${versions.embedding} documents are not embedded to their end: an ingest is running or was interrupted.`,
      mend: 'Run the same ingest again; it goes on where it stopped',
    });
  }
  return { findings, store };
}
