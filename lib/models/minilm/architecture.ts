/** Sizes of all-MiniLM-L6-v2 (its config.json upstream). */
export const MINILM = {
  hidden: 384,
  layers: 6,
  heads: 12,
  feedForward: 1536,
  vocabulary: 30_522,
  positions: 512,
  layerNormEpsilon: 1e-12,
  /** Tokens its authors trained it to read, special tokens included (sentence_bert_config.json: max_seq_length). */
  maxTokens: 256,
} as const;
