import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { RecollectError } from '@/lib/errors';

const gptConfig = z.object({
  model_type: z.literal('gpt2'),
  vocab_size: z.number().int().positive(),
  n_positions: z.number().int().positive(),
  n_embd: z.number().int().positive(),
  n_head: z.number().int().positive(),
  n_layer: z.number().int().positive(),
  eos_token_id: z.number().int().nonnegative(),
});

/** GPT-2's own field names, as in config.json. */
export type GptConfig = z.infer<typeof gptConfig>;

/**
 * Reads a model folder's config.json.
 *
 * @throws RecollectError `model_not_found`, `model_unsupported` when it does not describe a GPT-2
 */
export async function readGptConfig(dir: string): Promise<GptConfig> {
  const file = path.join(dir, 'config.json');
  const model = path.basename(dir);
  let json: unknown;
  try {
    json = JSON.parse(await readFile(file, 'utf8'));
  } catch (cause) {
    throw new RecollectError(
      'model_not_found',
      { model, place: file, hint: 'Run: npm run setup' },
      { cause },
    );
  }
  const parsed = gptConfig.safeParse(json);
  if (parsed.success) return parsed.data;
  const reason = `${file}: ${parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('; ')}`;
  throw new RecollectError('model_unsupported', { model, reason });
}
