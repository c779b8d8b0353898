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

/** Share of the words of a query (of Chinese, the pairs) that a text has, 0 to 1; words that only ask do not count. */
function shareHeard(query: string, text: string): number {
  const heard = text.toLowerCase();
  const words = heard.match(LATIN_WORD) ?? [];
  const asked = piecesOf(query.toLowerCase());
  const naming = asked.filter((piece) => !isStopWord(piece));
  const pieces = naming.length > 0 ? naming : asked;
  if (pieces.length === 0) return 0;
  const found = pieces.filter((piece) =>
    HAN_START.test(piece) ? heard.includes(piece) : words.some((word) => word.startsWith(beginning(piece))),
  );
  return found.length / pieces.length;
}

const HAN_START = /^\p{Script=Han}/u;
const LATIN_WORD = /[^\P{L}\p{Script=Han}]+|\p{N}+/gu;
const HAN_OR_WORD = /\p{Script=Han}+|[^\P{L}\p{Script=Han}]+|\p{N}+/gu;

function piecesOf(query: string): string[] {
  return [
    ...new Set(
      (query.match(HAN_OR_WORD) ?? []).flatMap((run) => (HAN_START.test(run) ? pairsOf(run) : [run])),
    ),
  ];
}

/** Pairs of neighbouring characters of which neither only asks (`如何`); a character left alone stands for itself. */
function pairsOf(run: string): string[] {
  const characters = [...run];
  const asks = (index: number) => {
    const at = (position: number) => characters[position] ?? '';
    return [at(index), at(index - 1) + at(index), at(index) + at(index + 1)].some(isStopWord);
  };
  const naming = characters.map((character, index) => (asks(index) ? ' ' : character)).join('');
  return naming
    .split(/ +/)
    .filter(Boolean)
    .flatMap((part) =>
      part.length < 2 ? [part] : [...part].slice(1).map((_, at) => part.slice(at, at + 2)),
    );
}

/** What the forms of a word have in common, roughly: `stars` and `star`, `sharpen` and `sharpening`. */
function beginning(word: string): string {
  return word.slice(0, Math.max(3, word.length - 2));
}
