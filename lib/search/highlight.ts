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
 * Where the words of a query stand in a text, by the same words and stems that FTS5 matched: "runs" for "running",
 * characters of a CJK word, both parts of "pre-training" for "pretraining".
 *
 * @returns ascending by start; CJK pairs overlap
 */
export function matchWords(text: string, terms: readonly SearchTerm[], lexicon: FtsTerms): WordMatch[] {
  if (terms.length === 0) return [];
  const words = indexWords(text);
  const stems = stemsThatMayMatch(words, terms, lexicon);
  const matches: WordMatch[] = [];
  const { exact, prefixes, phrases } = byKind(terms);
  for (const [index, stem] of stems.entries()) {
    const word = words[index];
    if (!word || stem === '') continue;
    const term = exact.get(stem) ?? prefixes.find(({ stems: [first] }) => first && stem.startsWith(first));
    if (term) matches.push({ ...askedSpan(word, term), term });
  }
  for (const phrase of phrases) matches.push(...phraseMatches(words, stems, phrase));
  return matches.sort((a, b) => a.start - b.start || a.end - b.end);
}

/**
 * The stem of every word, or '' for a word that no term asks for. Neither folding nor stemming changes the first letter
 * of an ASCII word, so most words need not be looked up.
 */
function stemsThatMayMatch(
  words: readonly IndexWord[],
  terms: readonly SearchTerm[],
  lexicon: FtsTerms,
): string[] {
  const initials = new Set(terms.flatMap(({ stems }) => stems.map((stem) => stem.charCodeAt(0))));
  const places: number[] = [];
  for (const [place, { text }] of words.entries()) {
    const initial = text.charCodeAt(0);
    if (initial > 0x7f || initials.has(lowerCase(initial))) places.push(place);
  }
  const stems = new Array<string>(words.length).fill('');
  const found = lexicon.of(places.map((place) => words[place]?.text ?? ''));
  for (const [at, place] of places.entries()) stems[place] = found[at] ?? '';
  return stems;
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
