import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { RecollectError } from '@/lib/errors';
import { familyOf } from './families';
import { hashFiles } from './file-hashes';
import type { ModelIdentity } from './identity';

/** Weights files a folder may hold, in order of preference, and the type of their weights. */
const WEIGHTS = [
  { file: 'onnx/model_quantized.onnx', quantisation: 'int8' },
  { file: 'onnx/model.onnx', quantisation: 'fp32' },
] as const;

const TOKENIZER_FILES = ['tokenizer.json', 'tokenizer_config.json'] as const;
const EXTERNAL_DATA = WEIGHTS.map(({ file }) => `${file}_data`);

/** Longest input ever used: attention grows with the square of it. */
const TOKEN_CEILING = 512;

const configSchema = z.looseObject({
  model_type: z.string(),
  hidden_size: z.number().int().positive().optional(),
  /** DistilBERT's name for hidden_size. */
  dim: z.number().int().positive().optional(),
  max_position_embeddings: z.number().int().positive().optional(),
});
const poolingSchema = z.looseObject({
  pooling_mode_cls_token: z.boolean().default(false),
  pooling_mode_mean_tokens: z.boolean().default(false),
});
const sentenceBertSchema = z.looseObject({ max_seq_length: z.number().int().positive().nullish() });
const tokenizerConfigSchema = z.looseObject({ model_max_length: z.number().positive().nullish() });

/** Model types whose first two positions are reserved (padding index + 1), so two fewer tokens fit. */
const OFFSET_POSITIONS = new Set(['roberta', 'xlm-roberta', 'camembert', 'mpnet']);

export async function isFolder(dir: string): Promise<boolean> {
  const found = await stat(/* turbopackIgnore: true */ dir).catch(() => null);
  return found?.isDirectory() ?? false;
}

/**
 * Reads what an encoder folder in transformers.js layout says about itself.
 *
 * @param id name as configured
 * @param hashCacheDir see hashFiles
 * @throws RecollectError `model_not_found` naming a missing file, `model_unsupported`
 */
export async function identifyFolder(
  dir: string,
  id: string,
  revision: string,
  hashCacheDir: string,
): Promise<ModelIdentity> {
  const config = await readJson(path.join(dir, 'config.json'), configSchema);
  if (!config) throw missing(id, path.join(dir, 'config.json'));
  const dimension = config.hidden_size ?? config.dim;
  if (!dimension) {
    throw new RecollectError('model_unsupported', { model: id, reason: 'config.json names no hidden_size' });
  }
  const weights = await firstExisting(dir);
  if (!weights) throw missing(id, path.join(dir, WEIGHTS[0].file));
  const names = [...TOKENIZER_FILES, weights.file, ...EXTERNAL_DATA.filter((name) => name === `${weights.file}_data`)];
  const files = await hashFiles(dir, names, hashCacheDir);
  for (const name of TOKENIZER_FILES) if (!files[name]) throw missing(id, path.join(dir, name));
  const family = familyOf(id);
  return {
    id,
    revision,
    files,
    dimension,
    pooling: (await readPooling(dir, id)) ?? family.pooling,
    prefixes: family.prefixes,
    maxTokens: await readMaxTokens(dir, config),
    quantisation: weights.quantisation,
  };
}

async function readMaxTokens(dir: string, config: z.infer<typeof configSchema>): Promise<number> {
  const sentence = await readJson(path.join(dir, 'sentence_bert_config.json'), sentenceBertSchema);
  const tokenizer = await readJson(path.join(dir, 'tokenizer_config.json'), tokenizerConfigSchema);
  const reserved = OFFSET_POSITIONS.has(config.model_type) ? 2 : 0;
  const positions = (config.max_position_embeddings ?? TOKEN_CEILING) - reserved;
  return Math.min(
    TOKEN_CEILING,
    positions,
    sentence?.max_seq_length ?? TOKEN_CEILING,
    tokenizer?.model_max_length ?? TOKEN_CEILING,
  );
}

async function readPooling(dir: string, id: string): Promise<'mean' | 'cls' | null> {
  const pooling = await readJson(path.join(dir, '1_Pooling', 'config.json'), poolingSchema);
  if (!pooling) return null;
  if (pooling.pooling_mode_cls_token) return 'cls';
  if (pooling.pooling_mode_mean_tokens) return 'mean';
  throw new RecollectError('model_unsupported', {
    model: id,
    reason: '1_Pooling/config.json asks for a pooling other than mean or cls',
  });
}

async function firstExisting(dir: string): Promise<(typeof WEIGHTS)[number] | null> {
  for (const weights of WEIGHTS) {
    const found = await stat(path.join(dir, weights.file)).catch(() => null);
    if (found?.isFile()) return weights;
  }
  return null;
}

/** @returns null when the file does not exist. @throws RecollectError `file_unreadable` when it makes no sense */
async function readJson<Schema extends z.ZodType>(
  file: string,
  schema: Schema,
): Promise<z.infer<Schema> | null> {
  let text: string;
  try {
    text = await readFile(/* turbopackIgnore: true */ file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new RecollectError('file_unreadable', { path: file, reason }, { cause });
  }
}

function missing(model: string, file: string): RecollectError {
  return new RecollectError('model_not_found', {
    model,
    place: file,
    hint: 'The folder must be in transformers.js layout: config.json, tokenizer.json, tokenizer_config.json, onnx/model_quantized.onnx or onnx/model.onnx.',
  });
}
