import { AutoModel, env, Tensor } from '@xenova/transformers';
import { RecollectError } from '@/lib/errors';
import type { ModelIdentity } from '@/lib/models/identity';

export interface SessionInput {
  /** [batch, tokens], row by row, padded with 0. */
  inputIds: BigInt64Array;
  /** [batch, tokens], 1 where there is a token. */
  attentionMask: BigInt64Array;
  batch: number;
  tokens: number;
}

export interface Session {
  /**
   * Runs the encoder; blocks the thread meanwhile.
   *
   * @param read reads the last hidden state, [batch, tokens, dimension]; the buffer is freed when it returns
   * @throws RecollectError `model_unsupported` when the model answers with something else
   */
  run<Result>(input: SessionInput, read: (hidden: Float32Array) => Result): Promise<Result>;
}

/**
 * Opens the weights with transformers.js, which knows the inputs of every encoder family.
 *
 * @param dir model folder in transformers.js layout
 * @param threads threads of one matrix product
 * @throws RecollectError `model_unsupported` when the weights cannot be opened
 */
export async function openSession(dir: string, identity: ModelIdentity, threads: number): Promise<Session> {
  const model = await loadModel(dir, identity, threads);

  async function run<Result>(
    { inputIds, attentionMask, batch, tokens }: SessionInput,
    read: (hidden: Float32Array) => Result,
  ): Promise<Result> {
    const shape = [batch, tokens];
    const outputs = (await model({
      input_ids: new Tensor('int64', inputIds, shape),
      attention_mask: new Tensor('int64', attentionMask, shape),
    })) as Record<string, Tensor>;
    try {
      const hidden = outputs['last_hidden_state']?.data;
      if (!(hidden instanceof Float32Array) || hidden.length !== batch * tokens * identity.dimension) {
        throw new RecollectError('model_unsupported', {
          model: identity.id,
          reason: `it does not give ${identity.dimension} float32 values a token as last_hidden_state, as an encoder with this config.json should`,
        });
      }
      return read(hidden);
    } finally {
      for (const output of Object.values(outputs)) output.dispose();
    }
  }

  return { run };
}

async function loadModel(dir: string, identity: ModelIdentity, threads: number) {
  env.allowRemoteModels = false;
  try {
    return await AutoModel.from_pretrained(dir, {
      local_files_only: true,
      device: 'cpu',
      dtype: identity.quantisation === 'int8' ? 'q8' : 'fp32',
      session_options: {
        intraOpNumThreads: threads,
        interOpNumThreads: 1,
        // Idle threads would otherwise spin between products and take the core from other work.
        extra: { session: { intra_op: { allow_spinning: '0' } } },
      },
    });
  } catch (cause) {
    const said = cause instanceof Error ? cause.message : String(cause);
    const reason = `its weights in ${dir} cannot be opened (${said}); if a copy was interrupted, copy them again`;
    throw new RecollectError('model_unsupported', { model: identity.id, reason }, { cause });
  }
}
