/** What an ASCII character may be in a token that is one plain word; anything else is OTHER. */
const OTHER = 0;
const SMALL = 1;
const CAPITAL = 2;
const DIGIT = 3;
/** Stands before or after a word and is no part of it. */
const MARK = 4;
const SPACE = 5;

const ASCII = 128;
const KINDS = kinds();

/**
 * Cuts a text at ASCII white space, in order. Most tokens of a text are one word of small letters, perhaps with a
 * capital first, or one number, with marks around it: they are told apart here, character by character, since regular
 * expressions take twice as long.
 *
 * @param plain hears where such a word begins and ends, without its marks
 * @param other hears where any other token begins and ends
 */
export function scanTokens(
  text: string,
  plain: (start: number, end: number) => void,
  other: (start: number, end: number) => void,
): void {
  for (let at = past(SPACE, text, 0); at < text.length; at = past(SPACE, text, at)) {
    const start = past(MARK, text, at);
    const end = wordEnd(text, start);
    let next = past(MARK, text, end);
    if (end > start && (next === text.length || kindAt(text, next) === SPACE)) plain(start, end);
    else {
      while (next < text.length && kindAt(text, next) !== SPACE) next += 1;
      other(at, next);
    }
    at = next;
  }
}

/** Where the plain word that begins at `start` ends; `start` when none does. */
function wordEnd(text: string, start: number): number {
  const first = kindAt(text, start);
  if (first === DIGIT || first === SMALL) return past(first, text, start);
  if (first !== CAPITAL) return start;
  const end = past(SMALL, text, start + 1);
  // A capital alone may begin an abbreviation.
  return end === start + 1 ? start : end;
}

/** Where the run of characters of this kind ends that begins at `from`. */
function past(kind: number, text: string, from: number): number {
  let at = from;
  while (at < text.length && kindAt(text, at) === kind) at += 1;
  return at;
}

function kindAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code < ASCII ? (KINDS[code] ?? OTHER) : OTHER;
}

/** By character code, for ASCII. */
function kinds(): Uint8Array {
  const table = new Uint8Array(ASCII);
  const set = (characters: string, kind: number) => {
    for (const character of characters) table[character.charCodeAt(0)] = kind;
  };
  table.fill(SMALL, 0x61, 0x7b);
  table.fill(CAPITAL, 0x41, 0x5b);
  table.fill(DIGIT, 0x30, 0x3a);
  set('.,;:!?()[]{}"\'*', MARK);
  set(' \t\n\v\f\r', SPACE);
  return table;
}
