import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { RecollectError } from '@/lib/errors';
import { writeFileAtomically } from './file-hashes';

export interface DownloadProgress {
  /** File in the repository. */
  file: string;
  /** Bytes so far and in all; total is 0 when the hub does not say. */
  loaded: number;
  total: number;
}

/** Written after the last file of a download; a folder without it is not whole. */
const RECORD = 'recollect-download.json';

/** Small files that some repositories have beside what transformers.js itself fetches. */
const OPTIONAL_FILES = ['1_Pooling/config.json', 'sentence_bert_config.json'];

export async function isDownloaded(dir: string): Promise<boolean> {
  return readFile(path.join(dir, RECORD)).then(
    () => true,
    () => false,
  );
}

/**
 * Fetches an encoder or a generator from the hub into `<modelsDir>/<name>`, through transformers.js' own loader, which writes each
 * file beside and renames it. What an interrupted download had finished is kept and not fetched again.
 *
 * @throws RecollectError `model_download_failed` with the loader's reason
 */
export async function downloadModel(
  name: string,
  kind: 'encoder' | 'generator',
  modelsDir: string,
  onProgress?: (progress: DownloadProgress) => void,
): Promise<void> {
  const { AutoModel, AutoModelForCausalLM, AutoTokenizer, env } = await import('@xenova/transformers');
  const options = {
    progress_callback: (info: { status: string; file?: string; loaded?: number; total?: number }) => {
      if (info.status !== 'progress' || !info.file) return;
      onProgress?.({ file: info.file, loaded: info.loaded ?? 0, total: info.total ?? 0 });
    },
  };
  env.cacheDir = modelsDir;
  env.allowRemoteModels = true;
  try {
    await AutoTokenizer.from_pretrained(name, options);
    const loader = kind === 'encoder' ? AutoModel : AutoModelForCausalLM;
    const model = await loader.from_pretrained(name, { ...options, dtype: 'q8', device: 'cpu' });
    await model.dispose();
    if (kind === 'encoder') {
      for (const file of OPTIONAL_FILES) await downloadOptional(name, file, path.join(modelsDir, name), env);
    }
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new RecollectError('model_download_failed', { model: name, reason }, { cause });
  } finally {
    // Nothing else in this process may reach for the network, whatever it asks the library for.
    env.allowRemoteModels = false;
  }
  await writeFileAtomically(
    path.join(modelsDir, name, RECORD),
    JSON.stringify({ name, from: env.remoteHost, at: new Date().toISOString() }, null, 2),
  );
}

async function downloadOptional(
  name: string,
  file: string,
  dir: string,
  hub: { remoteHost: string; remotePathTemplate: string },
): Promise<void> {
  const folder = hub.remotePathTemplate.replaceAll('{model}', name).replaceAll('{revision}', 'main');
  const response = await fetch(new URL(`${folder.replace(/\/*$/, '/')}${file}`, hub.remoteHost));
  if (response.status === 404) return;
  if (!response.ok) throw new Error(`${file}: the hub answered ${response.status}`);
  const target = path.join(dir, file);
  await mkdir(path.dirname(target), { recursive: true });
  await writeFile(target, Buffer.from(await response.arrayBuffer()));
}
