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
  const candidates = candidatesIn(words, terms, lexicon);
  return words.map((ofText, at) => matchesIn(ofText, candidates[at] ?? [], asked));
}

/** A word that a term may ask for, by its place among the words of its text. */
interface Candidate {
  at: number;
  stem: string;
}

function matchesIn(
  words: readonly IndexWord[],
  candidates: readonly Candidate[],
  { exact, prefixes, phrases }: ReturnType<typeof byKind>,
): WordMatch[] {
  const matches: WordMatch[] = [];
  for (const { at, stem } of candidates) {
    const word = words[at];
    const term = exact.get(stem) ?? prefixes.find(({ stems: [first] }) => first && stem.startsWith(first));
    if (word && term) matches.push({ ...askedSpan(word, term), term });
  }
  const stems = phrases.length === 0 ? null : new Map(candidates.map(({ at, stem }) => [at, stem]));
  if (stems) for (const phrase of phrases) matches.push(...phraseMatches(words, stems, phrase));
  return matches.sort((a, b) => a.start - b.start || a.end - b.end);
}

/**
 * The words of every text that some term may ask for, with their stems. Neither folding nor stemming changes the first
 * two letters of an ASCII word, where they leave it as many, so most words need not be looked up.
 */
function candidatesIn(
  texts: readonly (readonly IndexWord[])[],
  terms: readonly SearchTerm[],
  lexicon: FtsTerms,
): Candidate[][] {
  const begins = beginningsOf(terms);
  const asked: string[] = [];
  const places = texts.map((words) => {
    const candidates: Candidate[] = [];
    for (const [at, { text }] of words.entries()) {
      const beginning = beginningOf(text);
      if (beginning !== OTHER && begins[beginning] === 0) continue;
      candidates.push({ at, stem: '' });
      asked.push(text);
    }
    return candidates;
  });
  const stems = lexicon.of(asked);
  let next = 0;
  for (const candidate of places.flat()) candidate.stem = stems[next++] ?? '';
  return places.map((candidates) => candidates.filter(({ stem }) => stem !== ''));
}

/** Stands for words that do not begin with two characters of ASCII: what folding makes of them is not known. */
const OTHER = -1;
const ASCII_BITS = 7;

/** The first two characters of a word in one number, letters small; a single character has nothing below it. */
function beginningOf(word: string): number {
  const first = word.charCodeAt(0);
  const second = word.length > 1 ? word.charCodeAt(1) : 0;
  if (first > 0x7f || second > 0x7f) return OTHER;
  return (lowerCase(first) << ASCII_BITS) | lowerCase(second);
}

/** By beginningOf, whether some term may begin so: 1 or 0. */
function beginningsOf(terms: readonly SearchTerm[]): Uint8Array {
  const begins = new Uint8Array(1 << (2 * ASCII_BITS));
  for (const beginning of terms.flatMap(({ stems }) => stems.map(beginningOf))) {
    if (beginning === OTHER) continue;
    begins[beginning] = 1;
    // A stem may be one letter long: "ies" is filed under "i".
    const alone = beginning % (1 << ASCII_BITS) === 0;
    if (alone) begins.fill(1, beginning, beginning + (1 << ASCII_BITS));
  }
  return begins;
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
  stems: ReadonlyMap<number, string>,
  phrase: SearchTerm,
): WordMatch[] {
  const places = words.flatMap(({ kind }, index) => (kind === 'main' ? [index] : []));
  const wanted = phrase.stems;
  const matches: WordMatch[] = [];
  for (let at = 0; at + wanted.length <= places.length; at += 1) {
    const fits = wanted.every((stem, offset) => {
      const found = stems.get(places[at + offset] ?? -1);
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
