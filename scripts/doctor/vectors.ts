import type { Config } from '@/lib/config';
import { ensureEmbeddingModel } from '@/lib/models/embedding-model';
import { activeModel, requireModel, type Store } from '@/lib/store';
import { storeStats } from '@/lib/store/stats';
import { finding, ok, type Finding } from './types';

/**
 * Whether the stored vectors are the configured model's, so that queries can be compared with them.
 *
 * @param modelIsThere whether the model can be asked who it is; nothing is made to find out
 * @throws RecollectError `model_mismatch`, and as ensureEmbeddingModel
 */
export async function checkVectors(store: Store, config: Config, modelIsThere: boolean): Promise<Finding[]> {
  const stored = activeModel(store);
  if (!stored) return [ok('vectors_none')];
  const { vectors: count, staleVectors } = await storeStats(store);
  const model = stored.id;
  if (!modelIsThere) return [ok('vectors_uncompared', { count, model })];
  const { identity } = await ensureEmbeddingModel({ config: { ...config, allowDownload: false } });
  requireModel(store, identity);
  if (staleVectors === 0) return [ok('vectors', { count, model })];
  return [finding('warning', 'vectors_stale', { count: staleVectors })];
}
