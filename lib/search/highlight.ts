import { indexWords, type IndexWord } from '@/lib/text/index-words';
import type { FtsTerms } from './fts-terms';
import type { SearchTerm } from './query';
import type { Span } from './types';

/** A word of a text that the query asks for. */
export interface WordMatch extends Span {
  /** The term of the query. */
  term: SearchTerm;
}

/**
 * Where the words of a query stand in texts, by the same words and stems that FTS5 matched: "runs" for "running",
 * characters of a CJK word, both parts of "pre-training" for "pretraining". Texts that are shown together are marked
 * together, since FTS5 stems many words as fast as one.
 *
 * @returns for each text ascending by start; CJK pairs overlap
 */
export function matchWords(
  texts: readonly string[],
  terms: readonly SearchTerm[],
  lexicon: FtsTerms,
): WordMatch[][] {
  if (terms.length === 0) return texts.map(() => []);
  const words = texts.map(indexWords);
  const asked = byKind(terms);
  return stemsThatMayMatch(words, terms, lexicon).map((stems, at) =>
    matchesIn(words[at] ?? [], stems, asked),
  );
}

function matchesIn(
  words: readonly IndexWord[],
  stems: readonly string[],
  { exact, prefixes, phrases }: ReturnType<typeof byKind>,
): WordMatch[] {
  const matches: WordMatch[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index];
    const stem = stems[index] ?? '';
    if (!word || stem === '') continue;
    const term = exact.get(stem) ?? prefixes.find(({ stems: [first] }) => first && stem.startsWith(first));
    if (term) matches.push({ ...askedSpan(word, term), term });
  }
  for (const phrase of phrases) matches.push(...phraseMatches(words, stems, phrase));
  return matches.sort((a, b) => a.start - b.start || a.end - b.end);
}

/**
 * The stem of every word of every text, or '' for a word that no term asks for. Neither folding nor stemming changes the
 * first two letters of an ASCII word, where they leave it as many, so most words need not be looked up.
 */
function stemsThatMayMatch(
  texts: readonly (readonly IndexWord[])[],
  terms: readonly SearchTerm[],
  lexicon: FtsTerms,
): string[][] {
  const beginnings = new Set(terms.flatMap(({ stems }) => stems.map(beginningOf)));
  const mayMatch = (word: string) => {
    const beginning = beginningOf(word);
    // A stem may be one letter long: "ies" is filed under "i".
    return beginning === OTHER || beginnings.has(beginning) || beginnings.has((beginning >> 16) << 16);
  };
  const asked = texts.map((words) => words.map(({ text }) => (mayMatch(text) ? text : '')));
  const found = lexicon.of(asked.flat().filter((text) => text !== ''));
  let next = 0;
  return asked.map((words) => words.map((text) => (text === '' ? '' : (found[next++] ?? ''))));
}

/** Stands for words that do not begin with two characters of ASCII: what folding makes of them is not known. */
const OTHER = -1;

/** The first two characters of a word in one number, letters small; a single character has nothing below it. */
function beginningOf(word: string): number {
  const first = word.charCodeAt(0);
  const second = word.length > 1 ? word.charCodeAt(1) : 0;
  if (first > 0x7f || second > 0x7f) return OTHER;
  return (lowerCase(first) << 16) | lowerCase(second);
}

/** Of the code of an ASCII character. */
function lowerCase(code: number): number {
  return code >= 0x41 && code <= 0x5a ? code + 0x20 : code;
}

/** Matches as spans that do not overlap; CJK pairs that touch are one word to the eye. */
export function highlightsOf(matches: readonly WordMatch[]): Span[] {
  const spans: Span[] = [];
  for (const { start, end } of matches) {
    const last = spans.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else spans.push({ start, end });
  }
  return spans;
}

function byKind(terms: readonly SearchTerm[]) {
  const single = terms.filter(({ stems }) => stems.length === 1);
  return {
    exact: new Map(single.filter(({ prefix }) => !prefix).map((term) => [term.stems[0] ?? '', term])),
    prefixes: single.filter(({ prefix }) => prefix),
    phrases: terms.filter(({ stems }) => stems.length > 1),
  };
}

/** Runs of words, as they stand in the text, that are the phrase. */
function phraseMatches(
  words: readonly IndexWord[],
  stems: readonly string[],
  phrase: SearchTerm,
): WordMatch[] {
  const places = words.flatMap(({ kind }, index) => (kind === 'main' ? [index] : []));
  const wanted = phrase.stems;
  const matches: WordMatch[] = [];
  for (let at = 0; at + wanted.length <= places.length; at += 1) {
    const fits = wanted.every((stem, offset) => {
      const found = stems[places[at + offset] ?? -1];
      const last = offset === wanted.length - 1;
      return found === stem || (last && phrase.prefix && found?.startsWith(stem));
    });
    if (!fits) continue;
    for (const place of places.slice(at, at + wanted.length)) {
      const word = words[place];
      const last = place === places[at + wanted.length - 1];
      if (word) matches.push({ ...(last ? askedSpan(word, phrase) : spanOf(word)), term: phrase });
    }
  }
  return matches;
}

/** Of a pair of CJK characters that a query of one character begins, that one character. */
function askedSpan(word: IndexWord, { words, prefix }: SearchTerm): Span {
  const asked = words.at(-1) ?? '';
  const exact = word.end - word.start === word.text.length;
  return prefix && exact ? { start: word.start, end: word.start + asked.length } : spanOf(word);
}

function spanOf({ start, end }: IndexWord): Span {
  return { start, end };
}
