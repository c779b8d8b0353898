import { AutoModel, env, Tensor } from '@xenova/transformers';
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
   */
  run<Result>(input: SessionInput, read: (hidden: Float32Array) => Result): Promise<Result>;
}

/**
 * Opens the weights with transformers.js, which knows the inputs of every encoder family.
 *
 * @param dir model folder in transformers.js layout
 * @param threads threads of one matrix product
 */
export async function openSession(dir: string, identity: ModelIdentity, threads: number): Promise<Session> {
  env.allowRemoteModels = false;
  const model = await AutoModel.from_pretrained(dir, {
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

  async function run<Result>(
    { inputIds, attentionMask, batch, tokens }: SessionInput,
    read: (hidden: Float32Array) => Result,
  ): Promise<Result> {
    const shape = [batch, tokens];
    const output = (await model({
      input_ids: new Tensor('int64', inputIds, shape),
      attention_mask: new Tensor('int64', attentionMask, shape),
    })) as { last_hidden_state: Tensor };
    try {
      return read(output.last_hidden_state.data as Float32Array);
    } finally {
      output.last_hidden_state.dispose();
    }
  }

  return { run };
}
