import { createHash } from 'node:crypto';

/** What a stored vector must agree with: any difference makes vectors incomparable. */
export interface ModelIdentity {
  /** Name as configured, for example `recollect/minilm`. */
  id: string;
  /** Version of the package or commit of the hub repository. */
  revision: string;
  /** File name to sha256 (hexadecimal) of every file that shapes the output. */
  files: Readonly<Record<string, string>>;
  /** Length of a vector. */
  dimension: number;
  pooling: 'mean' | 'cls';
  /** Text put before a query and before a passage, possibly empty. */
  prefixes: { query: string; passage: string };
  /** Tokens the encoder reads, special tokens included. */
  maxTokens: number;
  /** Type of the weights: `int8`, `fp32` … */
  quantisation: string;
}

/** Which model wrote a text; shown beside every summary. */
export interface GenerationIdentity {
  /** Name as configured, for example `recollect/gpt2`. */
  id: string;
  /** sha256 of the weights, first 12 hexadecimal digits. */
  revision: string;
  parameters: number;
  /** Tokens of context. */
  contextTokens: number;
}

/**
 * A short key (16 hexadecimal digits) that is equal exactly when vectors are comparable. It is made from what shapes
 * the vectors, not from the name or the revision: the same files under another name keep their vectors.
 */
export function modelKey(identity: ModelIdentity): string {
  const { files, dimension, pooling, prefixes, maxTokens } = identity;
  const shaping = {
    files: Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1)),
    dimension,
    pooling,
    prefixes: [prefixes.query, prefixes.passage],
    maxTokens,
  };
  return createHash('sha256').update(JSON.stringify(shaping)).digest('hex').slice(0, 16);
}
