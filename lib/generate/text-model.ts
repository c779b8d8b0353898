import type { LanguageModel } from './language-model';
import { openOnnxModel } from './onnx-model';
import { readGptConfig } from './model-files';
import { createPromptCache, type PromptCache } from './prompt-cache';
import { loadGptTokenizer, type GptTokenizer } from './tokenizer';

/** A language model with all that writing needs. */
export interface TextModel {
  model: LanguageModel;
  tokenizer: GptTokenizer;
  prompts: PromptCache;
}

/**
 * Opens a GPT-2 folder in transformers.js layout.
 *
 * @param threads threads of one matrix product
 * @throws RecollectError `model_not_found`, `model_unsupported`
 */
export async function openTextModel(dir: string, threads: number): Promise<TextModel> {
  const config = await readGptConfig(dir);
  const tokenizer = await loadGptTokenizer(dir, config.eos_token_id);
  const model = await openOnnxModel(dir, config, threads);
  return { model, tokenizer, prompts: createPromptCache(model) };
}

/**
 * The prompt's tokens, cut at the front so that `room` tokens can follow. An empty prompt is the end token, after
 * which GPT-2 begins a text.
 */
export function promptTokens({ model, tokenizer }: TextModel, prompt: string, room: number): number[] {
  const tokens = prompt === '' ? [tokenizer.endToken] : tokenizer.encode(prompt);
  const limit = model.contextTokens - room;
  if (limit < 1)
    throw new RangeError(`No room for a prompt: ${room} of ${model.contextTokens} tokens are wanted`);
  return tokens.length > limit ? tokens.slice(tokens.length - limit) : tokens;
}
