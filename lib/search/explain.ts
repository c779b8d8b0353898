import type { FusedPassage } from './fuse';
import type { WordMatch } from './highlight';
import type { Explanation } from './types';

/**
 * Why a passage stands where it stands.
 *
 * @param text the passage's
 * @param matches its matched words
 */
export function explain(passage: FusedPassage, text: string, matches: readonly WordMatch[]): Explanation {
  const { id, score, lists } = passage;
  return { passageId: id, matchedWords: matchedWords(text, matches), lists, score };
}

/** For each matched term of the query the first form in which the text has it. */
function matchedWords(text: string, matches: readonly WordMatch[]): string[] {
  const words = new Map<string, string>();
  for (const { term, start, end } of matches) {
    const key = term.stems.join(' ');
    if (term.stems.length === 1 && !words.has(key)) words.set(key, text.slice(start, end));
  }
  return [...words.values()];
}
