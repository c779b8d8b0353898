import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { Config } from '@/lib/config';
import { RecollectError } from '@/lib/errors';
import { verifyChecksums } from './checksums';
import { hashFiles } from './file-hashes';
import { downloadHint, downloadModel, isDownloaded, type DownloadProgress } from './hub';
import type { GenerationIdentity } from './identity';
import { isFolder } from './local-folder';

/** Name of the project's own GPT-2, whose weights are in the repository. */
export const OWN_GPT2_ID = 'recollect/gpt2';
const OWN_GPT2_FOLDER = ['models', 'recollect-gpt2'];

/** Weights files a folder may hold, in order of preference. */
const WEIGHTS = ['onnx/model_quantized.onnx', 'onnx/model.onnx'] as const;

const configSchema = z.looseObject({
  model_type: z.literal('gpt2'),
  vocab_size: z.number().int().positive(),
  n_positions: z.number().int().positive(),
  n_embd: z.number().int().positive(),
  n_layer: z.number().int().positive(),
});

export interface EnsureGenerationOptions {
  config: Pick<Config, 'generationModel' | 'modelDir' | 'compiledModelsDir' | 'allowDownload'>;
  onProgress?: ((progress: DownloadProgress) => void) | undefined;
}

export interface LocatedGenerator {
  /** Absolute path of a folder in transformers.js layout. */
  dir: string;
  identity: GenerationIdentity;
}

/**
 * Finds the configured generation model, in this order: MODEL_DIR/<name>; the project's own in `models/` or one
 * downloaded earlier; the hub, only with ALLOW_DOWNLOAD=1. Files listed in a folder's SHA256SUMS are checked.
 *
 * @throws RecollectError `model_not_found`, `model_file_damaged`, `model_unsupported`, `model_download_failed`
 */
export async function ensureGenerationModel({
  config,
  onProgress,
}: EnsureGenerationOptions): Promise<LocatedGenerator> {
  const { generationModel: name, modelDir, compiledModelsDir } = config;
  const local = modelDir ? path.join(modelDir, name) : null;
  if (local && (await isFolder(local))) {
    return identify(local, name, compiledModelsDir, `Copy the model into ${local} again.`);
  }
  if (name === OWN_GPT2_ID) {
    const dir = path.join(/* turbopackIgnore: true */ process.cwd(), ...OWN_GPT2_FOLDER);
    return identify(dir, name, compiledModelsDir, `Run: git checkout -- ${OWN_GPT2_FOLDER.join('/')}`);
  }
  const dir = path.join(compiledModelsDir, name);
  if (!(await isDownloaded(dir))) {
    if (!config.allowDownload) {
      throw new RecollectError('model_not_found', {
        model: name,
        place: local ? `${local} or ${dir}` : dir,
        hint: `Run ALLOW_DOWNLOAD=1 npm run setup to fetch it from the hub, put it under MODEL_DIR, or unset GENERATION_MODEL to use ${OWN_GPT2_ID}.`,
      });
    }
    await downloadModel(name, 'generator', compiledModelsDir, onProgress);
  }
  return identify(dir, name, compiledModelsDir, downloadHint(dir));
}

async function identify(
  dir: string,
  name: string,
  hashCacheDir: string,
  hint: string,
): Promise<LocatedGenerator> {
  const hashes =
    (await verifyChecksums(dir, name, hint, hashCacheDir)) ?? (await hashFiles(dir, WEIGHTS, hashCacheDir));
  const weights = WEIGHTS.map((file) => hashes[file]).find((sum) => sum !== undefined);
  if (!weights) {
    throw new RecollectError('model_not_found', { model: name, place: path.join(dir, WEIGHTS[0]), hint });
  }
  const config = await readConfig(path.join(dir, 'config.json'), name, hint);
  return {
    dir,
    identity: {
      id: name,
      revision: weights.slice(0, 12),
      parameters: parameterCount(config),
      contextTokens: config.n_positions,
    },
  };
}

async function readConfig(file: string, model: string, hint: string): Promise<z.infer<typeof configSchema>> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new RecollectError('model_not_found', { model, place: file, hint }, { cause });
  });
  const parsed = configSchema.safeParse(jsonOf(text));
  if (parsed.success) return parsed.data;
  const reason = `${file} is not the configuration of a GPT-2 (${parsed.error.issues[0]?.message ?? ''})`;
  throw new RecollectError('model_unsupported', { model, reason });
}

/** The value of a JSON text; of anything else the text itself, which no schema accepts. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/**
 * GPT-2's parameters: token and position embeddings (the output layer shares the first), per layer 12 n² weights
 * and 13 n biases and norms, and the last norm (github.com/openai/gpt-2/blob/master/src/model.py).
 */
function parameterCount({ vocab_size, n_positions, n_embd, n_layer }: z.infer<typeof configSchema>): number {
  const layer = 12 * n_embd * n_embd + 13 * n_embd;
  return (vocab_size + n_positions) * n_embd + n_layer * layer + 2 * n_embd;
}
