import { splitSentences } from '@/lib/text/sentences';

export interface LimitedText {
  /** The text, cut after the last sentence allowed. */
  text: string;
  /** Whether more was written than is allowed: a sentence is only known to be over when the next one begins. */
  full: boolean;
}

/** Cuts a growing text after `maxSentences` sentences; absent = never. */
export function limitSentences(text: string, maxSentences: number | undefined): LimitedText {
  if (maxSentences === undefined) return { text, full: false };
  const sentences = splitSentences(text);
  const last = sentences[maxSentences - 1];
  if (!last) return { text, full: false };
  return { text: text.slice(0, last.end), full: sentences.length > maxSentences };
}
