import { BEFORE_A_NAME, BEFORE_A_NUMBER, MAY_END, SENTENCE_STARTERS } from './abbreviations';

/** UTF-16 offsets, end exclusive. */
export interface Span {
  start: number;
  end: number;
}

const CANDIDATE = /[.!?…。！？；｡।؟۔\n\f\u2029]/g;
const TERMINATORS = '.!?…。！？；｡।؟۔';
/** They need no space after them. */
const CJK_TERMINATORS = '。！？；｡';
const CJK_TERMINATOR = new RegExp(`[${CJK_TERMINATORS}]`);
const CLOSERS = '"\'”’)]}»」』）】》〉＂＇*_`';
const OPENERS = '"\'“‘([{«「『（【《〈*_`¿¡';
/** After these a sentence goes on, whatever stood before. */
const CONTINUES = ',;:，、：)]}）】';
/** "[3]", "[12]": a note's number belongs to the sentence before it. */
const NOTE = /\[\d{1,3}\]/y;
const LINE_OPENS_A_UNIT = /(?:[-*+•‣▪–—]\s|\(?\d{1,3}[.)、]\s?|[a-z][.)]\s|#{1,6}\s|>|\||```)/y;
const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
/** A word before a stop is at most this long; bounds every look back. */
const LONGEST_WORD = 40;

/**
 * Cuts text into sentences, English and Chinese: knows abbreviations, initials, decimals, addresses, ellipses, closing
 * quotes, list items and headings. A blank line always ends a sentence, a single line break does not.
 *
 * @returns spans in order that do not overlap, begin and end with a visible character, and together hold every
 *   visible character of the text; empty for blank text. Linear in the length of the text.
 * @example splitSentences('Dr. Li paid 3.50. He left.') // [{start: 0, end: 17}, {start: 18, end: 26}]
 */
export function splitSentences(text: string): Span[] {
  const spans: Span[] = [];
  let start = skipSpace(text, 0);
  CANDIDATE.lastIndex = start;
  for (let match = CANDIDATE.exec(text); match; match = CANDIDATE.exec(text)) {
    const at = match.index;
    const end = TERMINATORS.includes(match[0]) ? afterTerminators(text, at) : at;
    const next = skipSpace(text, end);
    // Looking once at each character keeps the whole linear.
    CANDIDATE.lastIndex = Math.max(next, at + 1);
    if (next >= text.length) break;
    if (endsUnit(text, end, next) || (end > at && endsSentence(text, start, at, end, next))) {
      spans.push({ start, end: trimEnd(text, start, end) });
      start = next;
    }
  }
  if (start < text.length) spans.push({ start, end: trimEnd(text, start, text.length) });
  return spans;
}

/** Past a run of terminators and whatever closes with it: quotes, brackets, emphasis, note numbers. */
function afterTerminators(text: string, at: number): number {
  let end = at;
  while (end < text.length && TERMINATORS.includes(text.charAt(end))) end += 1;
  for (;;) {
    NOTE.lastIndex = end;
    const note = NOTE.exec(text);
    if (note) end += note[0].length;
    else if (end < text.length && CLOSERS.includes(text.charAt(end))) end += 1;
    else return end;
  }
}

/** Whether the space from end to next parts paragraphs, headings or list items. */
function endsUnit(text: string, end: number, next: number): boolean {
  const space = text.slice(end, next);
  if (!/[\n\f\u2029]/.test(space)) return false;
  if (/\n[^\S\n]*\n|[\f\u2029]/.test(space)) return true;
  LINE_OPENS_A_UNIT.lastIndex = next;
  if (LINE_OPENS_A_UNIT.test(text)) return true;
  return isHeadingLine(text, end);
}

/** Whether the line that holds `end` is a Markdown heading or a table row; looks back a bounded way. */
function isHeadingLine(text: string, end: number): boolean {
  const from = Math.max(0, end - 300);
  const lineStart = text.lastIndexOf('\n', end - 1) + 1;
  return lineStart >= from && /^\s{0,3}(?:#{1,6}\s|\|)/.test(text.slice(lineStart, end));
}

function endsSentence(text: string, start: number, at: number, end: number, next: number): boolean {
  const run = text.slice(at, end);
  const spaced = next > end;
  if (!spaced) return endsUnspaced(text, at, run, next);
  if (CONTINUES.includes(text.charAt(next))) return false;
  if (CJK_TERMINATOR.test(run)) return true;
  if (/^\p{Ll}/u.test(firstLetter(text, next))) return false;
  const single = run.startsWith('.') && !run.startsWith('..');
  return !single || !isAbbreviation(text, start, at, next);
}

/** Without a space only Chinese marks end a sentence, or Western ones between two Chinese characters. */
function endsUnspaced(text: string, at: number, run: string, next: number): boolean {
  const following = text.charAt(next);
  if (CONTINUES.includes(following)) return false;
  if (CJK_TERMINATORS.includes(run.charAt(0))) return true;
  if (!CJK.test(text.charAt(at - 1))) return false;
  return CJK.test(following) || OPENERS.includes(following);
}

/** Whether the full stop at `at` belongs to an abbreviation, an initial or a list number. */
function isAbbreviation(text: string, start: number, at: number, next: number): boolean {
  const word = wordBefore(text, Math.max(start, at - LONGEST_WORD), at);
  if (word === '') return false;
  const lower = word.toLowerCase();
  const wordStart = at - word.length;
  if (/^\d{1,3}$|^[A-Za-z]$/.test(word) && isLineStart(text, start, wordStart)) return true;
  if (BEFORE_A_NAME.has(lower)) return true;
  if (BEFORE_A_NUMBER.has(lower))
    return /^(?:[\p{N}([§]|[IVXLC]+\b|[A-Z]\b)/u.test(text.slice(next, next + 8));
  if (!isInitials(word) && !MAY_END.has(lower)) return false;
  if (word === 'I' && !/\p{Lu}\S*\s$/u.test(text.slice(Math.max(0, wordStart - LONGEST_WORD), wordStart))) {
    return false;
  }
  const following = wordAt(text, next);
  return !SENTENCE_STARTERS.has(following.toLowerCase()) || following === '';
}

/** "J", "U.S", "Ph.D"; without a stop in it, which costs less to see, only a single letter. */
function isInitials(word: string): boolean {
  if (!word.includes('.')) return /^\p{L}$/u.test(word);
  return /^(?:\p{L}\.)*\p{L}$/u.test(word) || /^(?:\p{L}{1,3}\.)+\p{L}{1,3}$/u.test(word);
}

function isLineStart(text: string, start: number, wordStart: number): boolean {
  return wordStart === start || /[\n(]\s{0,8}$/.test(text.slice(Math.max(start, wordStart - 10), wordStart));
}

/** The run of letters, digits and inner dots that ends at `end`. */
function wordBefore(text: string, from: number, end: number): string {
  // Most words are of ASCII letters; the expression looks for its beginning at every character.
  let start = end;
  while (start > from && isAsciiLetter(text.charCodeAt(start - 1))) start -= 1;
  if (start < end && (start === from || isSpace(text.charCodeAt(start - 1)))) return text.slice(start, end);
  return /[\p{L}\p{N}§](?:[\p{L}\p{N}\p{M}.]*[\p{L}\p{N}\p{M}])?$/u.exec(text.slice(from, end))?.[0] ?? '';
}

function isAsciiLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);
}

function wordAt(text: string, at: number): string {
  return /^[^\p{L}\p{N}]{0,4}(\p{L}+)/u.exec(text.slice(at, at + LONGEST_WORD))?.[1] ?? '';
}

function firstLetter(text: string, at: number): string {
  let index = at;
  while (index < at + 4 && OPENERS.includes(text.charAt(index)) && index < text.length) index += 1;
  return String.fromCodePoint(text.codePointAt(index) ?? 32);
}

function skipSpace(text: string, from: number): number {
  let index = from;
  while (index < text.length && isSpace(text.charCodeAt(index))) index += 1;
  return index;
}

function trimEnd(text: string, start: number, end: number): number {
  let index = end;
  while (index > start && isSpace(text.charCodeAt(index - 1))) index -= 1;
  return index;
}

/** White space as String.prototype.trim has it. */
function isSpace(code: number): boolean {
  if (code <= 0x20) return code === 0x20 || (code >= 9 && code <= 13);
  if (code < 0xa0) return false;
  return (
    code === 0xa0 ||
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000 ||
    code === 0xfeff
  );
}
