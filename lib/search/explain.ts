import type { FusedPassage } from './fuse';
import type { WordMatch } from './highlight';
import type { StrengthEvidence } from './strength';
import type { Explanation } from './types';

/**
 * Why a passage stands where it stands.
 *
 * @param text the passage's
 * @param matches its matched words
 * @param judgedBy what its strength goes by
 */
export function explain(
  { id, score, lists }: FusedPassage,
  text: string,
  matches: readonly WordMatch[],
  judgedBy: StrengthEvidence,
): Explanation {
  return { passageId: id, matchedWords: matchedWords(text, matches), lists, score, judgedBy };
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
