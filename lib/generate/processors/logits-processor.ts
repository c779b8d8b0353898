/** Changes, in place, the logits of the next token, given the tokens written so far (the prompt is not among them). */
export interface LogitsProcessor {
  process(logits: Float32Array, written: readonly number[]): void;
}
