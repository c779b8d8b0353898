/** Keys and values of tokens that a model has read; never changed, so several continuations may share one. */
export interface Past {
  /** Tokens read. */
  readonly length: number;
  /** Gives its tensors back; it must not be used afterwards. */
  dispose(): void;
}

export interface ForwardResult {
  /** Logits row by row, [rows, vocabularySize]: of the last token, or of every token given. */
  logits: Float32Array;
  /** Everything read so far, the tokens given included. */
  past: Past;
}

/** A causal language model that reads tokens and says what may follow. */
export interface LanguageModel {
  /** Tokens of context, prompt and continuation together. */
  readonly contextTokens: number;
  readonly vocabularySize: number;
  /**
   * Reads tokens after those of `past`; blocks the thread meanwhile.
   *
   * @param tokens at least one
   * @param past null = nothing read yet
   */
  forward(tokens: readonly number[], past: Past | null, rows: 'last' | 'all'): Promise<ForwardResult>;
  close(): Promise<void>;
}
