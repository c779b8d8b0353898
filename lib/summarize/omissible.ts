import { claimWords, isFullStop, type ClaimWord } from './claim-words';
import {
  ADDING_OPENER,
  CIRCUMSTANCE,
  INNER_LINK,
  INNER_OPENER,
  LEADING_LINK,
  LEADING_LINK_CHINESE,
  looksFinite,
  looksSuperlative,
  NARROWING_OPENER,
  PRESENTATION,
  REFERRING,
} from './clause-words';
import { holdsGuarded, holdsGuardedBesidesDegree, holdsScope } from './guarded-words';

/** A run of words, end exclusive, that may be left out. */
export interface WordSpan {
  from: number;
  to: number;
}

/** A sentence cut into words, with the runs that may be left out without making it say anything new. */
export interface AnalysedSentence {
  text: string;
  words: readonly ClaimWord[];
  /** Ascending by `from`; spans may nest. */
  omissible: readonly WordSpan[];
}

/** Words a retelling must keep to be a sentence. */
const MIN_KEPT_WORDS = 4;

/**
 * Finds what a retelling may leave out of a sentence: opening links ("However,"), brackets with abbreviations,
 * references or statistics, additions between or after commas ("…, which …"), and what narrows a thing that is only
 * presented ("We propose a parser [for long texts]").
 *
 * The rule is to keep: only listed shapes may go, nothing that holds a negation, condition, hedge, comparison or
 * attribution, and no clause at all from under a negation, a quantifier or a question. `We tested it (twice)` keeps
 * its bracket.
 */
export function analyseSentence(text: string): AnalysedSentence {
  const words = claimWords(text);
  const end = isFullStop(words.at(-1)) ? words.length - 1 : words.length;
  const sentence: Sentence = { text, words, end, commas: outerCommas(words, end) };
  if (/[?？!！]/.test(text) || words.some((word) => word.text === 'respectively'))
    return { text, words, omissible: [] };
  const spans = [...leadingLink(sentence), ...brackets(sentence)];
  spans.push(...innerLinks(sentence), ...innerAdditions(sentence), ...finalAdditions(sentence));
  spans.push(...narrowings(sentence));
  spans.sort((a, b) => a.from - b.from || a.to - b.to);
  return { text, words, omissible: spans };
}

interface Sentence {
  text: string;
  words: readonly ClaimWord[];
  /** Number of words without the final full stop. */
  end: number;
  /** Positions of commas outside brackets. */
  commas: readonly number[];
}

const OPENING = new Map([
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
]);

function outerCommas(words: readonly ClaimWord[], end: number): number[] {
  const commas: number[] = [];
  let depth = 0;
  for (let at = 0; at < end; at += 1) {
    const text = words[at]?.text ?? '';
    if (OPENING.has(text)) depth += 1;
    else if (')]}'.includes(text)) depth -= 1;
    else if (text === ',' && depth === 0) commas.push(at);
  }
  return commas;
}

function leadingLink({ text, words }: Sentence): WordSpan[] {
  const length = (LEADING_LINK.exec(text) ?? LEADING_LINK_CHINESE.exec(text))?.[0].trimEnd().length;
  if (length === undefined) return [];
  const to = words.findIndex((word) => word.start >= length);
  return to > 0 && words.length - to > MIN_KEPT_WORDS ? [{ from: 0, to }] : [];
}

/** Bracketed abbreviations, references and statistics, and transcribers' marks in braces. */
function brackets({ text, words, end }: Sentence): WordSpan[] {
  const spans: WordSpan[] = [];
  for (let from = 1; from < end; from += 1) {
    const open = words[from];
    const closing = open && OPENING.get(open.text);
    if (!open || !closing) continue;
    const to = words.findIndex((word, at) => at > from && (word.text === closing || OPENING.has(word.text)));
    const close = words[to];
    if (!close || close.text !== closing || to >= end) continue;
    const inner = text.slice(open.end, close.start).trim();
    const before = words.slice(Math.max(0, from - 8), from);
    if (open.text === '{' ? /^[a-z]+$/.test(inner) : saysNothingNew(inner, words.slice(from + 1, to), before))
      spans.push({ from, to: to + 1 });
  }
  return spans;
}

const ABBREVIATION = /^[A-Z][A-Za-z]{0,3}[A-Z][A-Za-z-]{0,6}s?$/;
const REFERENCE =
  /^(?:\d{1,3}(?:\s*[,–-]\s*\d{1,3})*|see .*|(?:Fig|Figure|Table|Eq|Sec|Section)\.? .*|(?:e\.g\.,? )?\p{Lu}[^()]*, (?:19|20)\d\d[a-z]?)$/u;
const STATISTIC = /\bCI\b|^(?:[Pp]|[nNr]|OR|RR|HR|MD|SMD|SD|SE|I2|I²)\s*[=<>]/;
const POINTER = /^(?:e\.g\.|i\.e\.|also known as|also called|known as|for example|for instance|such as)\s/i;

function saysNothingNew(inner: string, words: readonly ClaimWord[], before: readonly ClaimWord[]): boolean {
  if (ABBREVIATION.test(inner)) return abbreviates(inner, before);
  if (holdsGuarded(words)) return false;
  return REFERENCE.test(inner) || STATISTIC.test(inner) || POINTER.test(inner);
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

/** ", however," inside a sentence. */
function innerLinks({ words, commas }: Sentence): WordSpan[] {
  return commas.flatMap((at, index) => {
    const next = commas[index + 1];
    const between = words[at + 1];
    return next === at + 2 && at > 0 && between && INNER_LINK.has(between.text)
      ? [{ from: at, to: next + 1 }]
      : [];
  });
}

/** ", which …," and ", a …," between the only two commas. */
function innerAdditions(sentence: Sentence): WordSpan[] {
  const { words, end, commas } = sentence;
  const [first, second] = commas;
  if (commas.length !== 2 || first === undefined || second === undefined || !steady(sentence)) return [];
  const opener = words[first + 1]?.text ?? '';
  const after = words[second + 1];
  if (!INNER_OPENER.has(opener) || !after || attributes(words.slice(first + 1, second))) return [];
  if (opensCircumstance(words) || first + (end - second) < MIN_KEPT_WORDS) return [];
  // "A, which …, and B": the comma may end a list and not the addition.
  if (['and', 'or', 'but', 'nor', 'yet', 'so'].includes(after.text)) return [];
  const rest = words.slice(second + 1, end);
  if (rest.some((word) => REFERRING.has(word.text)) || holdsGuarded(words.slice(first, second))) return [];
  if (!rest.slice(0, 3).some((word) => looksFinite(word.text))) return [];
  return [{ from: first, to: second + 1 }];
}

/** ", which …" and the like at the end, and a second statement after a semicolon. */
function finalAdditions(sentence: Sentence): WordSpan[] {
  const { words, end, commas } = sentence;
  if (!steady(sentence)) return [];
  const spans: WordSpan[] = [];
  const semicolon = words.findIndex((word) => word.text === ';' || word.text === '；');
  if (semicolon > 0 && words.findLastIndex((word) => word.text === words[semicolon]?.text) === semicolon)
    spans.push({ from: semicolon, to: end });
  const last = commas.at(-1);
  if (last !== undefined && ADDING_OPENER.has(words[last + 1]?.text ?? '')) {
    // After a comma in what is kept, "and" and "the" may go on with a list that began there.
    const lists = commas.length > 1 && ['and', ...ARTICLES].includes(words[last + 1]?.text ?? '');
    if (!lists && !attributes(words.slice(last + 1, end))) spans.push({ from: last, to: end });
  }
  return spans.filter(({ from }) => {
    const kept = words.slice(0, from);
    if (holdsGuarded(words.slice(from, end)) || kept.length < MIN_KEPT_WORDS) return false;
    return isClause(kept, commas.filter((at) => at < from).length > 0);
  });
}

const ARTICLES = ['a', 'an', 'the'];

/** ", the court ruled": a clause that says whose word the rest is. */
function attributes(addition: readonly ClaimWord[]): boolean {
  return ARTICLES.includes(addition[0]?.text ?? '') && addition.some((word) => looksFinite(word.text));
}

/** "We propose a parser | for long texts | that …": each narrowing up to the end. */
function narrowings(sentence: Sentence): WordSpan[] {
  const { text, words, end } = sentence;
  const opening = PRESENTATION.exec(text)?.[0].length;
  if (opening === undefined || !steady(sentence)) return [];
  const object = words.findIndex((word) => word.start >= opening);
  const spans: WordSpan[] = [];
  for (let from = object + 3; from < end; from += 1) {
    const word = words[from];
    const before = words[from - 1];
    if (!word || !before || before.kind === 'sign' || !NARROWING_OPENER.has(word.text)) continue;
    // "depends on for …": a preposition or article before it has lost its noun.
    if (NARROWING_OPENER.has(before.text) || [...ARTICLES, 'and', 'of', 'or'].includes(before.text)) continue;
    if (word.text === 'by' && before.text.endsWith('ed')) continue;
    // "the first parser for Greek" is not "the first parser".
    if (words.slice(object, from).some((kept) => looksSuperlative(kept.text))) break;
    if (!holdsGuardedBesidesDegree(words.slice(from, end))) spans.push({ from, to: end });
  }
  return spans;
}

/** No quotation, colon or operator whose reach a shorter sentence could change. */
function steady({ text, words }: Sentence): boolean {
  return !/["“”«»:：]/u.test(text) && !holdsScope(words);
}

function opensCircumstance(words: readonly ClaimWord[]): boolean {
  const first = words[0]?.text ?? '';
  return CIRCUMSTANCE.has(first) || /(?:ing|ed|ly)$/.test(first) || LEADING_LINK.test(`${first}, `);
}

function isClause(words: readonly ClaimWord[], hasComma: boolean): boolean {
  if (words[0]?.kind === 'character') return true;
  if (opensCircumstance(words) && !hasComma) return false;
  return words.some((word) => looksFinite(word.text));
}
