import type { Config } from '@/lib/config';
import { ensureGenerationModel, OWN_GPT2_ID } from '@/lib/models/generation-model';
import { checksumFinding } from './checksum-finding';
import { withFreshHashes } from './fresh-hashes';
import { readInFull, type ModelPlaces } from './models-in-full';
import type { Finding } from './types';

/**
 * Whether the GPT-2 that writes summaries is there and every listed file is what it should be. Nothing is fetched.
 *
 * @throws RecollectError `model_not_found`, `model_file_damaged`, `model_unsupported`
 */
export async function checkGenerationModel(
  config: ModelPlaces & Pick<Config, 'generationModel'>,
): Promise<Finding[]> {
  return withFreshHashes(async (cacheDir) => {
    const places = await readInFull(config.generationModel, OWN_GPT2_ID, config, cacheDir);
    const { dir, identity } = await ensureGenerationModel({ config: { ...config, ...places } });
    const millions = Math.round(identity.parameters / 1e6);
    return [checksumFinding('generation_model', { model: identity.id, millions }, dir)];
  });
}
