import type { ModelIdentity } from '@/lib/models/identity';

/** Queries and passages may carry different prefixes (ModelIdentity.prefixes). */
export type EmbedKind = 'query' | 'passage';

/** Turns texts into places in memory. Implementations run inference off the calling thread. */
export interface Embedder {
  readonly identity: ModelIdentity;
  /**
   * Embeds texts; the order of the answer is the order of the texts, whatever the batches were.
   *
   * @param texts any number; a text past the model's limit is cut at identity.maxTokens
   * @returns one Float32Array per text, length = identity.dimension, L2-normalised
   * @throws RecollectError `embedding_failed` when the model yields NaN or a zero vector, `worker_failed`, `aborted`
   */
  embed(texts: readonly string[], kind: EmbedKind, signal?: AbortSignal): Promise<Float32Array[]>;
  close(): Promise<void>;
}

/** Counts tokens with the embedding model's own tokeniser, on the calling thread (pure JavaScript). */
export interface TokenCounter {
  /** Tokens of the text alone, special tokens not counted. */
  count(text: string): number;
  /** Share (0 to 1) of the text's tokens that the vocabulary does not know; 0 for an empty text. */
  unknownShare(text: string): number;
}
