import type { GenerationIdentity } from '@/lib/models/identity';

export type { GenerationIdentity };

/** How the next token is chosen. */
export type Decoding =
  | { strategy: 'greedy' }
  | { strategy: 'sample'; temperature: number; topK: number; topP: number; seed: number }
  | { strategy: 'beam'; beams: number; lengthPenalty: number };

/**
 * Restricts what may be written to one of these texts, word for word: the ways to retell what was found that say
 * nothing new (DESIGN: grounded decoding). The model chooses among them, token by token.
 */
export interface GroundingRequest {
  /** At least one; each is written after a space. */
  texts: readonly string[];
}

export interface GenerateRequest {
  prompt: string;
  /** New tokens at most. */
  maxTokens: number;
  /** End after this many sentences; absent = until the end token. */
  maxSentences?: number;
  decoding: Decoding;
  /** Above 1 makes repeating less likely; 1 = off. */
  repetitionPenalty?: number;
  /** No run of this many tokens twice; 0 = off. */
  noRepeatNgram?: number;
  grounding?: GroundingRequest;
}

export interface GenerateResult {
  text: string;
  tokens: number;
  promptTokens: number;
  /** Why it ended. */
  finish: 'end' | 'sentences' | 'length' | 'grounding';
  /** Milliseconds for the prompt and for all new tokens together. */
  promptMs: number;
  decodeMs: number;
}

/** GPT-2 behind a worker; the calling thread never runs inference. */
export interface Generator {
  readonly identity: GenerationIdentity;
  /** @param onText called with each piece of text as soon as it is certain */
  generate(
    request: GenerateRequest,
    onText?: (piece: string) => void,
    signal?: AbortSignal,
  ): Promise<GenerateResult>;
  /** Mean log-likelihood per token (nats, at most 0) of each continuation after the prompt. */
  score(prompt: string, continuations: readonly string[], signal?: AbortSignal): Promise<number[]>;
  close(): Promise<void>;
}
