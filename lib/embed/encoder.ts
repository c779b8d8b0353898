import { setImmediate as nextTurn } from 'node:timers/promises';
import { RecollectError } from '@/lib/errors';
import type { ModelIdentity } from '@/lib/models/identity';
import { planBatches } from './batches';
import { normalise, pool } from './pooling';
import { openSession, type Session } from './session';
import { encodeText, loadTokenizer } from './tokenizer';
import type { EmbedKind } from './types';

/** Tokens of a batch, padding included. Small, so that activations stay in the cache: 2048 measured a fifth slower. */
const TOKEN_BUDGET = 512;

/** Embeds on the calling thread, so it belongs into a worker. */
export interface Encoder {
  readonly identity: ModelIdentity;
  /** As Embedder.embed. */
  embed(texts: readonly string[], kind: EmbedKind, signal?: AbortSignal): Promise<Float32Array[]>;
  /** Share (0 to 1) of the text's tokens that the vocabulary does not know; 0 for an empty text. */
  unknownShare(text: string): number;
}

/**
 * @param dir model folder in transformers.js layout
 * @param threads threads of one matrix product
 */
export async function createEncoder(dir: string, identity: ModelIdentity, threads: number): Promise<Encoder> {
  const [{ tokenizer, unknownToken }, session] = await Promise.all([
    loadTokenizer(dir),
    openSession(dir, identity, threads),
  ]);

  async function embed(
    texts: readonly string[],
    kind: EmbedKind,
    signal?: AbortSignal,
  ): Promise<Float32Array[]> {
    const prefix = identity.prefixes[kind];
    const ids = texts.map((text) => encodeText(tokenizer, prefix + text, identity.maxTokens));
    const lengths = ids.map((row) => row.length);
    const vectors = new Array<Float32Array>(texts.length);
    const batches = planBatches(lengths, TOKEN_BUDGET);
    for (const [turn, batch] of batches.entries()) {
      // Lets an abort message in: running the session blocks the thread.
      if (turn > 0) await nextTurn();
      if (signal?.aborted) throw new RecollectError('aborted');
      const rows = batch.map((position) => ids[position] ?? []);
      const embedded = await embedBatch(session, rows, identity);
      for (const [row, position] of batch.entries()) {
        const vector = embedded[row] ?? new Float32Array(identity.dimension);
        const fault = normalise(vector);
        if (fault) {
          const length = texts[position]?.length ?? 0;
          throw new RecollectError('embedding_failed', { reason: fault, length });
        }
        vectors[position] = vector;
      }
    }
    return vectors;
  }

  function unknownShare(text: string): number {
    const tokens = tokenizer.tokenize(text);
    return tokens.length === 0 ? 0 : tokens.filter((token) => token === unknownToken).length / tokens.length;
  }

  return { identity, embed, unknownShare };
}

/** Runs one padded batch. @returns one pooled, not yet normalised vector a row */
async function embedBatch(
  session: Session,
  rows: readonly (readonly number[])[],
  { dimension, pooling }: ModelIdentity,
): Promise<Float32Array[]> {
  const tokens = Math.max(...rows.map((row) => row.length));
  const inputIds = new BigInt64Array(rows.length * tokens);
  const attentionMask = new BigInt64Array(rows.length * tokens);
  for (const [row, ids] of rows.entries()) {
    for (const [token, id] of ids.entries()) {
      inputIds[row * tokens + token] = BigInt(id);
      attentionMask[row * tokens + token] = 1n;
    }
  }
  return session.run({ inputIds, attentionMask, batch: rows.length, tokens }, (hidden) =>
    rows.map((ids, row) => pool(hidden, { row, length: ids.length, tokens, dimension }, pooling)),
  );
}
