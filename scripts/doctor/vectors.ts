import type { Config } from '@/lib/config';
import { ensureEmbeddingModel } from '@/lib/models/embedding-model';
import { activeModel, requireModel, type Store } from '@/lib/store';
import { storeStats } from '@/lib/store/stats';
import { ok, type Finding } from './types';

/**
 * Whether the stored vectors are the configured model's, so that queries can be compared with them.
 *
 * @param modelIsThere whether the model can be asked who it is; nothing is made to find out
 * @throws RecollectError `model_mismatch`, and as ensureEmbeddingModel
 */
export async function checkVectors(store: Store, config: Config, modelIsThere: boolean): Promise<Finding[]> {
  const stored = activeModel(store);
  if (!stored) return [ok('none yet')];
  const { vectors, staleVectors } = await storeStats(store);
  if (!modelIsThere) return [ok(`${vectors} of ${stored.id}; no model is there to compare it with`)];
  const { identity } = await ensureEmbeddingModel({ config: { ...config, allowDownload: false } });
  requireModel(store, identity);
  if (staleVectors === 0) return [ok(`${vectors} of ${stored.id}`)];
  return [
    {
      state: 'warning',
      says: `${staleVectors} passages have a vector of an earlier model and are found by words only.`,
      mend: 'Run: npm run ingest -- --reembed',
    },
  ];
}
