import type { Explanation } from '@/lib/search/types';

export type Strength = 'strong' | 'likely' | 'weak';

/** Cosines of all-MiniLM-L6-v2: related sentences commonly lie between 0.3 and 0.6. */
const STRONG_COSINE = 0.5;
const LIKELY_COSINE = 0.32;

/**
 * How good a hit is on its own, not only compared with the others: the score is scaled within one search, so the
 * best of a bad lot scores as high as the best of a good one.
 */
export function strengthOf(explanation: Explanation, queryWords: number): Strength {
  const cosine = explanation.lists.find(({ list }) => list === 'semantic')?.raw ?? null;
  const found = explanation.matchedWords.length;
  const allWords = found > 0 && found >= Math.max(1, Math.ceil(queryWords * 0.75));
  if (
    (cosine !== null && cosine >= STRONG_COSINE) ||
    (allWords && (cosine === null || cosine >= LIKELY_COSINE))
  )
    return 'strong';
  if ((cosine !== null && cosine >= LIKELY_COSINE) || found > 0) return 'likely';
  return 'weak';
}
