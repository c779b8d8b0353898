import { claimWords, type ClaimWord } from '@/lib/summarize/claim-words';
import { splitSentences } from '@/lib/text/sentences';

/** A count of things and of those among them that the source has. */
export interface Share {
  found: number;
  total: number;
}

/** What a summary has in common with its source; written apart from the check that decides what is shown. */
export interface Faithfulness {
  /** Pairs of neighbouring words within a sentence (Chinese: characters), signs left out. */
  bigrams: Share;
  /** Words with a digit. */
  numbers: Share;
  /** Words with a capital that do not begin a sentence. */
  names: Share;
}

/** Compares a summary with the text it was made from. */
export function faithfulness(summary: string, source: string): Faithfulness {
  const sourceWords = wordsOf(source);
  const pairs = new Set(bigramsOf(sourceWords));
  const known = new Set(sourceWords.map(({ text }) => text));
  const sentences = splitSentences(summary).map(({ start, end }) => wordsOf(summary.slice(start, end)));
  const words = sentences.flat();
  const names = sentences.flatMap((sentence) =>
    sentence.slice(1).filter(({ capital, kind }) => capital && kind === 'word'),
  );
  return {
    bigrams: shareOf(sentences.flatMap(bigramsOf), pairs),
    numbers: shareOf(
      words.filter(({ kind }) => kind === 'number').map(({ text }) => text),
      known,
    ),
    names: shareOf(
      names.map(({ text }) => text),
      known,
    ),
  };
}

/** Words of a text, a Chinese character being one. */
export function countWords(text: string): number {
  return wordsOf(text).length;
}

/** The beginning of a text with so many words, as a baseline of equal length. */
export function firstWords(text: string, count: number): string {
  const last = wordsOf(text)[count - 1];
  return count === 0 ? '' : text.slice(0, last?.end ?? text.length);
}

/** The sum of shares; of nothing, 1. */
export function pooled(shares: readonly Share[]): number {
  const total = shares.reduce((sum, share) => sum + share.total, 0);
  return total === 0 ? 1 : shares.reduce((sum, share) => sum + share.found, 0) / total;
}

function wordsOf(text: string): ClaimWord[] {
  return claimWords(text).filter(({ kind }) => kind !== 'sign');
}

function bigramsOf(words: readonly ClaimWord[]): string[] {
  return words.slice(1).map(({ text }, at) => `${words[at]?.text} ${text}`);
}

function shareOf(things: readonly string[], known: ReadonlySet<string>): Share {
  return { found: things.filter((thing) => known.has(thing)).length, total: things.length };
}
