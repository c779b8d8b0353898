import { isStopWord } from '@/lib/search/stop-words';
import type { SearchHit } from '@/lib/search/types';

export type Strength = 'strong' | 'likely' | 'weak';

/**
 * Cosines of all-MiniLM-L6-v2. On the sample corpus the best passage for a question that it answers lies between 0.42
 * and 0.66, for one that it does not between 0.12 and 0.3.
 */
const STRONG_COSINE = 0.5;
const LIKELY_COSINE = 0.36;
/** Shares of the query's words. */
const MOST_WORDS = 0.75;
const MANY_WORDS = 0.6;

/**
 * How good a hit is on its own, not only compared with the others: the score is scaled within one search, so the
 * best of a bad lot scores as high as the best of a good one. Without an explanation nothing can be said: null.
 */
export function strengthOf({ document, passages, explanation }: SearchHit, query: string): Strength | null {
  if (explanation === undefined) return null;
  const cosine = explanation.lists.find(({ list }) => list === 'semantic')?.raw ?? null;
  const heard = [...explanation.matchedWords, document.title, ...(passages[0]?.headingPath ?? [])].join(' ');
  const share = shareHeard(query, heard);
  if (cosine !== null && cosine >= STRONG_COSINE) return 'strong';
  if (share >= MOST_WORDS && (cosine === null || cosine >= LIKELY_COSINE)) return 'strong';
  if ((cosine !== null && cosine >= LIKELY_COSINE) || share >= MANY_WORDS) return 'likely';
  return 'weak';
}

/** Share of the words of a query (characters, for Chinese) that a text has, 0 to 1; words that only ask do not count. */
function shareHeard(query: string, text: string): number {
  const heard = wordsOf(text);
  const asked = wordsOf(query);
  const naming = asked.filter((word) => !isStopWord(word));
  const words = naming.length > 0 ? naming : asked;
  if (words.length === 0) return 0;
  const found = words.filter((word) => heard.some((other) => other.startsWith(beginning(word))));
  return found.length / words.length;
}

/** Words in lower case; of Chinese the characters, without those of `如何` and the like. */
function wordsOf(text: string): string[] {
  const runs = text.toLowerCase().match(/\p{Script=Han}+|[^\P{L}\p{Script=Han}]+|\p{N}+/gu) ?? [];
  return runs.flatMap((run) => (/^\p{Script=Han}/u.test(run) ? charactersOf(run) : [run]));
}

function charactersOf(run: string): string[] {
  const characters = [...run];
  return characters.filter(
    (character, index) =>
      !isStopWord(character) &&
      !isStopWord(character + (characters[index + 1] ?? '')) &&
      !isStopWord((characters[index - 1] ?? '') + character),
  );
}

/** What the forms of a word have in common, roughly: `stars` and `star`, `sharpen` and `sharpening`. */
function beginning(word: string): string {
  return word.slice(0, Math.max(3, word.length - 2));
}
