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
