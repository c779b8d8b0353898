import { CJK_OR_OTHER_RUN, isCjkRun } from './cjk';
import { scanTokens } from './scan-tokens';

/**
 * A word as the text index knows it, before FTS5 folds its case and accents and stems it.
 *
 * `main` words stand in the order of the text, so that phrases can be matched. The others are further ways to find
 * the same place and are indexed after the text: `pretraining` for "pre-training" (joined), `camel` and `case` for
 * "camelCase" (part), the last character of a CJK run (tail).
 */
export interface IndexWord {
  text: string;
  /** UTF-16 offsets into the text that was analysed, end exclusive. */
  start: number;
  end: number;
  kind: 'main' | 'joined' | 'part' | 'tail';
  /** Whether it is made of CJK characters: two of them, or one when it is alone or a tail. */
  cjk: boolean;
  /** Which run of words without white space between them it belongs to, from 0. */
  group: number;
}

interface Piece {
  text: string;
  start: number;
  end: number;
}

/** Names that would lose what tells them apart. */
const SPOKEN: Readonly<Record<string, string>> = {
  'c++': 'cplusplus',
  'c#': 'csharp',
  'f#': 'fsharp',
  'j#': 'jsharp',
  'q#': 'qsharp',
};
/** Soft hyphens, joiners and marks of byte order inside a word; they are not seen and part nothing. */
const INVISIBLE = /[\u00ad\u200c\u200d\u2060\ufeff]/g;
const PIECE =
  /[Cc]\+\+(?!\p{L})|[CcFfJjQq]#(?![\p{L}\p{N}])|[\p{L}\p{N}\p{M}\uff9e\uff9f\u00ad\u200c\u200d\u2060\ufeff]+/gu;
const ASCII = /^[A-Za-z0-9]+$/;
/** An ASCII word or number that is not in camelCase. */
const PLAIN = /^(?:[A-Z]?[a-z]+|[0-9]+)$/;
/** What NFKC may bring together: a character and the marks after it, Hangul from its letters. */
const CLUSTER = /[^][\p{M}\uff9e\uff9f\u1160-\u11ff]*/gu;
const CONNECTOR = /^[-_./:@&+'’‐‑,]$/u;
const APOSTROPHE = /^['’]$/u;
const HYPHEN = /^[-‐‑]$/u;
const CLITICS = new Set(['s', 're', 've', 'll', 'd', 'm']);
const LONGEST_JOINED = 32;

/**
 * Cuts a text into the words of the text index. NFKC makes full-width letters and digits ordinary ones; CJK runs become
 * overlapping pairs of characters.
 *
 * @example indexWords('重跑gen-itgc').map(({ text }) => text) // ['重跑', '跑', 'gen', 'itgc', 'genitgc']
 */
export function indexWords(text: string): IndexWord[] {
  const words: IndexWord[] = [];
  let groups = 0;
  scanTokens(
    text,
    (start, end) => {
      words.push({ text: text.slice(start, end), start, end, kind: 'main', cjk: false, group: groups++ });
    },
    (start, end) => {
      for (const { pieces, connectors } of groupsOf(text, start, end))
        addGroup(words, pieces, connectors, groups++);
    },
  );
  return words;
}

/** Pieces with nothing but one connector between each two. */
interface Group {
  pieces: Piece[];
  connectors: string[];
}

/** The groups of a part of a text that white space bounds, or the text's own bounds. */
function groupsOf(text: string, from: number, to: number): Group[] {
  const groups: Group[] = [];
  for (const match of text.slice(from, to).matchAll(PIECE)) {
    for (const piece of normalisedPieces(match[0], from + match.index)) {
      const group = groups.at(-1);
      const previous = group?.pieces.at(-1);
      const between = previous ? text.slice(previous.end, piece.start) : '';
      if (!group || !previous || (between !== '' && !CONNECTOR.test(between)))
        groups.push({ pieces: [piece], connectors: [] });
      else if (!APOSTROPHE.test(between) || !takeClitic(previous, piece)) {
        group.connectors.push(between);
        group.pieces.push(piece);
      }
    }
  }
  return groups;
}

/** Appends an English ending to its word: "don't" becomes `dont`, "user's" `user`. Whether it was one. */
function takeClitic(word: Piece, ending: Piece): boolean {
  const lower = ending.text.toLowerCase();
  const negation = lower === 't' && /n$/i.test(word.text);
  if (!negation && !CLITICS.has(lower)) return false;
  if (negation) word.text += ending.text;
  word.end = ending.end;
  return true;
}

/** The words of a match with their places, after NFKC; usually one. */
function normalisedPieces(matched: string, at: number): Piece[] {
  if (ASCII.test(matched)) return [{ text: matched, start: at, end: at + matched.length }];
  const spoken = SPOKEN[matched.toLowerCase()];
  if (spoken) return [{ text: spoken, start: at, end: at + matched.length }];
  let normal = '';
  const starts: number[] = [];
  const ends: number[] = [];
  for (const { 0: cluster, index } of matched.matchAll(CLUSTER)) {
    const form = cluster.normalize('NFKC').replace(INVISIBLE, '');
    normal += form;
    for (let unit = 0; unit < form.length; unit += 1) {
      starts.push(at + index + (form.length === cluster.length ? unit : 0));
      ends.push(at + index + (form.length === cluster.length ? unit + 1 : cluster.length));
    }
  }
  const pieces: Piece[] = [];
  // NFKC can bring characters that part words: ½ is 1⁄2.
  for (const { 0: word, index } of normal.matchAll(/[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu))
    for (const { 0: run, index: offset } of word.matchAll(CJK_OR_OTHER_RUN)) {
      const from = index + offset;
      pieces.push({ text: run, start: starts[from] ?? at, end: ends[from + run.length - 1] ?? at });
    }
  return pieces;
}

function addGroup(
  words: IndexWord[],
  pieces: readonly Piece[],
  connectors: readonly string[],
  group: number,
): void {
  for (const piece of pieces) {
    const { text, start, end } = piece;
    // Most words; the tests below cost more than all the rest.
    if (PLAIN.test(text)) words.push({ text, start, end, kind: 'main', cjk: false, group });
    else if (isCjkRun(text)) addCjk(words, piece, group);
    else {
      words.push({ text, start, end, kind: 'main', cjk: false, group });
      for (const part of camelParts(piece, pieces.length > 1))
        words.push({ ...part, kind: 'part', cjk: false, group });
    }
  }
  if (pieces.length < 2) return;
  const joined = joinedForm(pieces, connectors);
  const [first, last] = [pieces[0], pieces.at(-1)];
  if (joined && first && last)
    words.push({ text: joined, start: first.start, end: last.end, kind: 'joined', cjk: false, group });
}

/**
 * Overlapping pairs. With the last character as a word of its own, every character of the run begins some word, so
 * that a query of one character is a prefix query and no index of single characters is needed.
 */
function addCjk(words: IndexWord[], { text, start, end }: Piece, group: number): void {
  const characters = [...text];
  // After NFKC a run may be longer or shorter than its source; then every word of it points to the whole.
  const exact = end - start === text.length;
  let at = start;
  for (const [index, character] of characters.entries()) {
    const next = characters[index + 1];
    const pair = next ?? (index === 0 ? '' : undefined);
    const word = character + (pair ?? '');
    const kind = pair === undefined ? 'tail' : 'main';
    const span = exact ? { start: at, end: at + word.length } : { start, end };
    words.push({ text: word, ...span, kind, cjk: true, group });
    at += character.length;
  }
}

/**
 * The parts of an identifier in camelCase. Names of two capitalised parts (JavaScript, GitHub) stay whole: whoever
 * asks for Java does not mean them. Inside a longer identifier (`fs.ReadStream`) they are code again.
 */
function camelParts({ text, start, end }: Piece, inIdentifier: boolean): Piece[] {
  if (end - start !== text.length || !/\p{Ll}\p{Lu}|\p{Lu}{2}\p{Ll}/u.test(text)) return [];
  const parts = [
    ...text.matchAll(/\p{Lu}+(?!\p{Ll})|\p{Lu}?[\p{Ll}\p{M}]+|\p{N}+|[^\p{Lu}\p{Ll}\p{N}]+/gu),
  ].map(({ 0: part, index }) => ({ text: part, start: start + index, end: start + index + part.length }));
  if (parts.length < 2 || (parts[0]?.text.length ?? 0) < 2) return [];
  return parts.length > 2 || inIdentifier || /^\p{Ll}/u.test(text) ? parts : [];
}

/** The form without connectors under which the same thing is also written, or null. */
function joinedForm(pieces: readonly Piece[], connectors: readonly string[]): string | null {
  if (pieces.length < 2 || connectors.some((connector) => connector === '')) return null;
  const texts = pieces.map(({ text }) => text);
  const joined = texts.join('');
  if (joined.length > LONGEST_JOINED || texts.some(isCjkRun)) return null;
  const numbers = texts.every((text) => /^\p{N}+$/u.test(text));
  // pre-training, e-mail, GPT-2; not 1914-1918.
  if (pieces.length === 2 && HYPHEN.test(connectors[0] ?? '')) return numbers ? null : joined;
  // U.S.A.
  if (connectors.every((connector) => connector === '.') && texts.every((text) => /^\p{L}$/u.test(text)))
    return joined;
  // 1,000,000
  const grouped =
    numbers && texts.every((text, index) => text.length === 3 || (index === 0 && text.length < 3));
  return grouped && connectors.every((connector) => connector === ',') ? joined : null;
}
