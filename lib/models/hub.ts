import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { RecollectError } from '@/lib/errors';
import { CHECKSUMS_NAME } from './checksums';
import { hashFiles, writeFileAtomically } from './file-hashes';

export interface DownloadProgress {
  /** File in the repository. */
  file: string;
  /** Bytes so far and in all; total is 0 when the hub does not say. */
  loaded: number;
  total: number;
}

/** What of transformers.js' settings tells where the hub is. */
interface Hub {
  remoteHost: string;
  /** Path of a repository, with `{model}` and `{revision}`. */
  remotePathTemplate: string;
}

/** Small files that some repositories have beside what transformers.js itself fetches. */
const OPTIONAL_FILES = ['1_Pooling/config.json', 'sentence_bert_config.json'];

/** A download is whole once its list of checksums is there: it is written last. */
export async function isDownloaded(dir: string): Promise<boolean> {
  const found = await stat(path.join(dir, CHECKSUMS_NAME)).catch(() => null);
  return found?.isFile() ?? false;
}

/** What to do about a damaged or missing file of a download. */
export function downloadHint(dir: string): string {
  return `Delete ${dir} and run: ALLOW_DOWNLOAD=1 npm run setup`;
}

/**
 * Fetches an encoder or a generator from the hub into `<modelsDir>/<name>`, through transformers.js' own loader,
 * which writes each file beside and renames it. What an interrupted download had finished is not fetched again.
 * Weights are compared with the checksum that the hub gives for them.
 *
 * @throws RecollectError `model_download_failed` with the loader's reason, `model_file_damaged`
 */
export async function downloadModel(
  name: string,
  kind: 'encoder' | 'generator',
  modelsDir: string,
  onProgress?: (progress: DownloadProgress) => void,
): Promise<void> {
  const { AutoModel, AutoModelForCausalLM, AutoTokenizer, env } = await import('@xenova/transformers');
  const dir = path.join(modelsDir, name);
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
      for (const file of OPTIONAL_FILES) await downloadOptional(fileUrl(env, name, file), path.join(dir, file));
    }
    await recordChecksums(env, name, dir, modelsDir);
  } catch (cause) {
    if (cause instanceof RecollectError) throw cause;
    throw new RecollectError('model_download_failed', { model: name, reason: reasonOf(cause) }, { cause });
  } finally {
    // Nothing else in this process may reach for the network, whatever it asks the library for.
    env.allowRemoteModels = false;
  }
}

async function recordChecksums(hub: Hub, name: string, dir: string, modelsDir: string): Promise<void> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(dir, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'));
  const hashes = await hashFiles(dir, names, modelsDir);
  for (const [file, actual] of Object.entries(hashes)) {
    if (!file.startsWith('onnx/')) continue;
    const expected = await hubChecksum(fileUrl(hub, name, file));
    if (expected !== null && expected !== actual) {
      const details = { path: path.join(dir, file), actual, expected, hint: downloadHint(dir) };
      throw new RecollectError('model_file_damaged', details);
    }
  }
  const lines = Object.entries(hashes).map(([file, sum]) => `${sum}  ${file}\n`);
  await writeFileAtomically(path.join(dir, CHECKSUMS_NAME), lines.join(''));
}

/** Hugging Face answers a HEAD for a large file with its sha256; null where a mirror does not say. */
async function hubChecksum(url: URL): Promise<string | null> {
  const { headers } = await fetch(url, { method: 'HEAD', redirect: 'manual' });
  const [, sum] = /^(?:W\/)?"?([0-9a-f]{64})"?$/.exec(headers.get('x-linked-etag') ?? '') ?? [];
  return sum ?? null;
}

async function downloadOptional(url: URL, target: string): Promise<void> {
  const response = await fetch(url);
  if (response.status === 404) return;
  if (!response.ok) throw new Error(`the hub answered ${response.status} for ${url.pathname}`);
  await mkdir(path.dirname(target), { recursive: true });
  await writeFile(target, Buffer.from(await response.arrayBuffer()));
}

function fileUrl({ remoteHost, remotePathTemplate }: Hub, name: string, file: string): URL {
  const folder = remotePathTemplate.replaceAll('{model}', name).replaceAll('{revision}', 'main');
  return new URL(`${folder.replace(/\/*$/, '/')}${file}`, remoteHost);
}

/** "fetch failed" says nothing; its cause says whether a name was not found or a connection refused. */
function reasonOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  return thrown.cause === undefined ? thrown.message : `${thrown.message} (${reasonOf(thrown.cause)})`;
}
