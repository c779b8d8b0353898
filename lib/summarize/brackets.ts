import type { ClaimWord } from './claim-words';
import { holdsGuarded } from './guarded-words';
import type { Sentence, Omission } from './sentence-parts';

const ABBREVIATION = /^[A-Z][A-Za-z]{0,3}[A-Z][A-Za-z-]{0,6}s?$/;
const REFERENCE =
  /^(?:\d{1,3}(?:\s*[,–-]\s*\d{1,3})*|see .*|(?:Fig|Figure|Table|Eq|Sec|Section)\.? .*|(?:e\.g\.,? )?\p{Lu}[^()]*, (?:19|20)\d\d[a-z]?)$/u;
const STATISTIC = /\bCI\b|^(?:[Pp]|[nNr]|OR|RR|HR|MD|SMD|SD|SE|I2|I²)\s*[=<>]/;
const POINTER = /^(?:e\.g\.|i\.e\.|also known as|also called|known as|for example|for instance|such as)\s/i;
/** Words before a bracket that its abbreviation may stand for. */
const LONGEST_NAME = 8;

/**
 * Brackets that may go: abbreviations of the words before them, references, statistics, examples, and transcribers'
 * marks in braces (`{laugh}`). A bracket that is part of a word, as in `L9(34)`, stays.
 */
export function brackets({ text, words, end, pairs }: Sentence): Omission[] {
  return pairs.flatMap(({ open, close, nested }) => {
    const [opening, closing] = [words[open], words[close]];
    if (!opening || !closing || open === 0 || close >= end || nested) return [];
    const inner = text.slice(opening.end, closing.start).trim();
    const span: Omission = { from: open, to: close + 1, kind: 'filler' };
    if (opening.text === '{') return /^[a-z]+$/.test(inner) ? [span] : [];
    if (ABBREVIATION.test(inner))
      return abbreviates(inner, words.slice(Math.max(0, open - LONGEST_NAME), open)) ? [span] : [];
    const attached = opening.text === '(' && /[\p{Script=Latin}\p{N}]/u.test(text.charAt(opening.start - 1));
    if (attached || holdsGuarded(words.slice(open + 1, close))) return [];
    return REFERENCE.test(inner) || STATISTIC.test(inner) || POINTER.test(inner) ? [span] : [];
  });
}

/** Whether the capitals are initials of the words before, in their order: "support vector machine (SVM)". */
function abbreviates(short: string, before: readonly ClaimWord[]): boolean {
  const initials = before.flatMap((word) => word.text.split('-').map((part) => part.charAt(0)));
  let at = 0;
  for (const letter of short.replace(/[^A-Z]/g, '').toLowerCase()) {
    at = initials.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
