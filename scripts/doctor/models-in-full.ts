import path from 'node:path';
import type { Config } from '@/lib/config';
import { verifyChecksums } from '@/lib/models/checksums';
import { downloadHint, isDownloaded } from '@/lib/models/hub';
import { isFolder } from '@/lib/models/local-folder';

/** Where a model is looked for. */
export type ModelPlaces = Pick<Config, 'modelDir' | 'compiledModelsDir'>;

/**
 * Settings with which a model that is there is found and read in full: with a memory of checksums that is empty, so
 * that a file that changed without a change of its size or time is found too. Nothing is fetched.
 *
 * @param bundled name of the model that needs no folder of the user's
 * @param cacheDir an empty folder for checksums
 * @throws RecollectError `model_not_found`, `model_file_damaged` about a model that was downloaded
 */
export async function readInFull(
  name: string,
  bundled: string,
  { modelDir, compiledModelsDir }: ModelPlaces,
  cacheDir: string,
): Promise<ModelPlaces & { allowDownload: false }> {
  const isLocal = modelDir !== null && (await isFolder(path.join(modelDir, name)));
  if (isLocal || name === bundled) return { modelDir, compiledModelsDir: cacheDir, allowDownload: false };
  const downloaded = path.join(compiledModelsDir, name);
  if (await isDownloaded(downloaded)) {
    await verifyChecksums(downloaded, name, downloadHint(downloaded), cacheDir);
    return { modelDir: compiledModelsDir, compiledModelsDir: cacheDir, allowDownload: false };
  }
  // It is nowhere; the search for it names the places.
  return { modelDir, compiledModelsDir, allowDownload: false };
}
