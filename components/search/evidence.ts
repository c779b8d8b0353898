import type { useMessages } from '@/components/messages/use-messages';
import type { Explanation, ListEvidence } from '@/lib/search/types';

/** How the parts of a score are named, coloured and written. */

export type Evidence = ListEvidence['list'];
type MatchWords = ReturnType<typeof useMessages>['match'];

export const FILL: Record<Evidence, string> = {
  semantic: 'fill-accent',
  lexical: 'fill-words',
  neighbours: 'fill-kin',
};
export const DOT: Record<Evidence, string> = {
  semantic: 'bg-accent',
  lexical: 'bg-words',
  neighbours: 'bg-kin',
};

export function namesOf(match: MatchWords): Record<Evidence, string> {
  return { semantic: match.meaning, lexical: match.words, neighbours: match.neighbours };
}

/** Where a list has the passage, and what was measured. */
export function measured(match: MatchWords, { list, rank, raw }: ListEvidence): string {
  if (raw === null) return match.absent;
  const value = two(raw);
  if (list === 'neighbours') return match.meanScore(value);
  const what = list === 'semantic' ? match.similarity(value) : match.bm25(value);
  return rank === null ? what : `${match.rank(rank)} · ${what}`;
}

export function two(value: number): string {
  return value.toFixed(2);
}

/** Whether the score of a hit, as it is written, is that of another passage than the one explained. */
export function isRankedByAnother(score: number, explanation: Explanation): boolean {
  return two(score) !== two(explanation.score);
}
