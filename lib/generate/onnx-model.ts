import { existsSync } from 'node:fs';
import path from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { RecollectError } from '@/lib/errors';
import type { ForwardResult, LanguageModel, Past } from './language-model';
import type { GptConfig } from './model-files';

/** In transformers.js layout; the first one there is opened. */
const WEIGHTS = ['onnx/model_quantized.onnx', 'onnx/decoder_model_merged_quantized.onnx', 'onnx/model.onnx'];

/**
 * Opens a GPT-2 exported with key/value cache: `input_ids`, `attention_mask` and `past_key_values.{i}.key|value` in,
 * `logits` and `present.{i}.key|value` out. `position_ids`, `num_logits_to_keep` and `use_cache_branch` are fed when
 * the graph asks for them.
 *
 * @param threads threads of one matrix product
 * @throws RecollectError `model_not_found` without weights, `model_unsupported` for another kind of graph
 */
export async function openOnnxModel(dir: string, config: GptConfig, threads: number): Promise<LanguageModel> {
  const file = WEIGHTS.map((name) => path.join(dir, name)).find((name) => existsSync(name));
  if (!file) {
    const place = path.join(dir, WEIGHTS[0] ?? '');
    throw new RecollectError('model_not_found', {
      model: path.basename(dir),
      place,
      hint: 'Run: npm run setup',
    });
  }
  const session = await createSession(file, threads);
  for (const name of ['input_ids', 'attention_mask', 'past_key_values.0.key'])
    if (!session.inputNames.includes(name)) {
      const reason = `${file} has no input ${name}; export it with key/value cache`;
      throw new RecollectError('model_unsupported', { model: path.basename(dir), reason });
    }
  return new OnnxModel(session, config);
}

async function createSession(file: string, threads: number): Promise<InferenceSession> {
  try {
    return await InferenceSession.create(file, {
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
      // Idle threads would otherwise spin between products and take the core from other work.
      extra: { session: { intra_op: { allow_spinning: '0' } } },
    });
  } catch (cause) {
    const reason = `${file} cannot be opened (${cause instanceof Error ? cause.message : String(cause)})`;
    throw new RecollectError('model_unsupported', { model: path.basename(file), reason }, { cause });
  }
}

class OnnxPast implements Past {
  constructor(
    readonly length: number,
    /** Feed by input name, [1, heads, length, width / heads] each. */
    readonly feeds: Readonly<Record<string, Tensor>>,
  ) {}

  dispose(): void {
    for (const tensor of Object.values(this.feeds)) tensor.dispose();
  }
}

class OnnxModel implements LanguageModel {
  readonly contextTokens: number;
  readonly vocabularySize: number;
  private readonly pastNames: readonly string[];
  private readonly headShape: { heads: number; width: number };

  constructor(
    private readonly session: InferenceSession,
    config: GptConfig,
  ) {
    this.contextTokens = config.n_positions;
    this.vocabularySize = config.vocab_size;
    this.headShape = { heads: config.n_head, width: config.n_embd / config.n_head };
    this.pastNames = session.inputNames.filter((name) => name.startsWith('past_key_values.'));
  }

  async forward(tokens: readonly number[], past: Past | null, rows: 'last' | 'all'): Promise<ForwardResult> {
    const before = past instanceof OnnxPast ? past : this.emptyPast();
    const length = before.length + tokens.length;
    const given: Record<string, Tensor> = {
      input_ids: integers(tokens, [1, tokens.length]),
      attention_mask: integers(new Array<number>(length).fill(1), [1, length]),
      ...before.feeds,
    };
    const asked = this.session.inputNames;
    if (asked.includes('position_ids'))
      given['position_ids'] = integers(
        tokens.map((_, at) => before.length + at),
        [1, tokens.length],
      );
    if (asked.includes('num_logits_to_keep'))
      given['num_logits_to_keep'] = integers([rows === 'last' ? 1 : 0], []);
    // The merged decoders of the hub choose their first-step branch by this; its past outputs would be empty.
    if (asked.includes('use_cache_branch'))
      given['use_cache_branch'] = new Tensor('bool', [before.length > 0], [1]);
    const output = await this.session.run(given);
    const feeds: Record<string, Tensor> = {};
    for (const name of this.pastNames)
      feeds[name] = floats(output, name.replace('past_key_values', 'present'));
    return {
      logits: this.takeRows(floats(output, 'logits'), rows),
      past: new OnnxPast(length, feeds),
    };
  }

  close(): Promise<void> {
    return this.session.release();
  }

  private takeRows(logits: Tensor, rows: 'last' | 'all'): Float32Array {
    const data = logits.data as Float32Array;
    return rows === 'last' ? data.slice(data.length - this.vocabularySize) : data;
  }

  private emptyPast(): OnnxPast {
    const { heads, width } = this.headShape;
    const feeds = this.pastNames.map(
      (name) => [name, new Tensor('float32', [], [1, heads, 0, width])] as const,
    );
    return new OnnxPast(0, Object.fromEntries(feeds));
  }
}

function integers(values: readonly number[], shape: readonly number[]): Tensor {
  return new Tensor('int64', BigInt64Array.from(values, BigInt), shape);
}

/** An output that the graph must have. */
function floats(output: Awaited<ReturnType<InferenceSession['run']>>, name: string): Tensor {
  const tensor = output[name];
  if (tensor?.type === 'float32') return tensor;
  throw new RecollectError('model_unsupported', {
    model: 'The GPT-2 graph',
    reason: `it has no output ${name}`,
  });
}
