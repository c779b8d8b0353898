import type { ErrorDetails } from '@/lib/errors';
import type { GenerationIdentity } from '@/lib/generate/types';

/** A sentence of a passage that the summary may retell. */
export interface SpineSentence {
  /**
   * What is retold: the text at the place, in single spaces; of an entry of a data sheet, its heading and the line, after
   * the title of the document.
   */
  text: string;
  passageId: number;
  documentId: string;
  /** UTF-16 offsets into the passage's text. */
  start: number;
  end: number;
  /** Relevance to the query, -1 to 1. */
  relevance: number;
}

export interface SummarySentence {
  /** Position in the summary, from 0. */
  index: number;
  text: string;
  /** Ids of the passages that support it, at least one. */
  citations: number[];
  /** True when it is the source's own sentence, put in place of a written one that was not supported. */
  quoted: boolean;
  /** Share of its bigrams found in the cited sentences, 0 to 1. */
  support: number;
}

/** What the stream of a summary carries, in this order: spine, (token* sentence)*, done | error. */
export type SummaryEvent =
  | { type: 'spine'; sentences: SpineSentence[] }
  | { type: 'token'; text: string }
  | { type: 'sentence'; sentence: SummarySentence }
  | {
      type: 'done';
      model: GenerationIdentity;
      sentences: number;
      dropped: number;
      tookMs: number;
      reason: 'written' | 'nothing-to-summarise';
    }
  | { type: 'error'; code: string; detail: string; details: ErrorDetails };
