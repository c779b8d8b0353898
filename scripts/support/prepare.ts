import type { Config } from '@/lib/config';
import { RecollectError } from '@/lib/errors';
import { ensureEmbeddingModel } from '@/lib/models/embedding-model';
import { ensureGenerationModel } from '@/lib/models/generation-model';
import type { DownloadProgress } from '@/lib/models/hub';
import { openStore } from '@/lib/store/open-store';

/**
 * Makes both models ready. A generation model that is missing is said, not fatal: search works without it.
 *
 * @throws RecollectError as ensureEmbeddingModel
 */
export async function prepareModels(config: Config): Promise<void> {
  const embedding = await ensureEmbeddingModel({ config, onProgress: report });
  console.log(`  reads with   ${embedding.identity.id} (${embedding.identity.dimension} dimensions)`);
  try {
    const { identity } = await ensureGenerationModel({ config, onProgress: report });
    console.log(
      `  retells with ${identity.id} (${(identity.parameters / 1e6).toFixed(0)} million parameters)`,
    );
  } catch (thrown) {
    if (!(thrown instanceof RecollectError)) throw thrown;
    console.log(`  no summaries: ${thrown.message}`);
  }
}

/** Brings the database up to date. @throws RecollectError as openStore */
export async function prepareDatabase(config: Config): Promise<void> {
  const store = await openStore(config.databaseFile);
  await store.close();
  console.log(`  database     ${config.databaseFile}`);
}

let reported = '';

/** One line for every tenth of a file that has to be fetched. */
function report({ file, loaded, total }: DownloadProgress): void {
  const tenths = total > 0 ? Math.floor((loaded / total) * 10) : 0;
  const line = `  fetching ${file} ${total > 0 ? `${tenths * 10} %` : ''}`;
  if (line !== reported) console.log(line);
  reported = line;
}
