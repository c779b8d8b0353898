import { splitSentences } from '@/lib/text/sentences';
import { shareOfChinese } from './content-words';

/** A passage to summarise from; best first in lists. */
export interface SummaryPassage {
  id: number;
  documentId: string;
  text: string;
  /** How well search ranks it, more than 0; left out where nothing was searched. */
  score?: number;
  /** Of its document. */
  title?: string;
  /** Title of the document and headings above the passage: what its sentences need not say again. */
  heading?: string;
}

/** Where a sentence stands. */
export interface Place {
  /** Position of its passage in the list given. */
  passage: number;
  /** UTF-16 offsets into the passage's text. */
  start: number;
  end: number;
}

/** A sentence that a summary may retell. */
export interface Candidate extends Place {
  /** White space made single, a semicolon at the end a full stop. */
  text: string;
  /** Of an entry in a data sheet ("Chile · Exports: copper"): the same without the title of the sheet. */
  entry?: string;
  /** Number of the sentence in its passage, from 0; what states nothing counts as well. */
  ordinal: number;
  /** Where else the same sentence stands. */
  copies: Place[];
}

const MIN_WORDS = 4;
const MIN_CHARACTERS = 8;
/** Longer runs are lists, tables or text without sentence ends. */
const MAX_LENGTH = 700;
/** Characters of a line under a heading of its own. */
const LONGEST_ENTRY = 300;
/** A heading of Markdown, and its name. */
const HEADING = /^#{1,6}[ \t]+(\S.{0,58}\S)$/;

/**
 * The sentences of passages that state something: no headings, scraps or runaway lines. Where no passage has one, every
 * piece with a letter is taken, for a text of scraps has no better. A sentence that several passages share (passages
 * overlap) is taken once, from the first of them.
 */
export function findCandidates(passages: readonly SummaryPassage[]): Candidate[] {
  const all = passages.flatMap((passage, index) => piecesOf(passage, index));
  const statements = all.filter(({ text, entry }) => entry !== undefined || statesSomething(text));
  const kept = statements.length > 0 ? statements : all.filter(({ text }) => /\p{L}/u.test(text));
  const known = new Map<string, Candidate>();
  for (const candidate of kept) {
    const same = known.get(candidate.text.toLowerCase());
    if (!same) known.set(candidate.text.toLowerCase(), candidate);
    else if (same.passage !== candidate.passage) same.copies.push(placeOf(candidate));
  }
  return [...known.values()];
}

function piecesOf({ text, title }: SummaryPassage, passage: number): Candidate[] {
  const spans = splitSentences(text);
  const lines = spans.map(({ start, end }) => text.slice(start, end));
  return spans.map(({ start: from, end }, at) => {
    const place = { passage, ordinal: at, end, copies: [] };
    const name = entryName(lines, at);
    const heading = spans[at - 1];
    if (name && heading) {
      const entry = `${name}${shareOfChinese(name) > 0.3 ? '：' : ': '}${singleSpaces(lines[at] ?? '')}`;
      // Data sheets have the same headings all, so it is said whose this one is.
      const said = title && title !== name ? `${title} · ${entry}` : entry;
      return { ...place, text: said, start: heading.start, entry };
    }
    const start = from + markerLength(lines[at] ?? '');
    // A Chinese clause before a semicolon stands for itself in a summary.
    return { ...place, text: singleSpaces(text.slice(start, end)).replace(/；$/, '。'), start };
  });
}

/**
 * What a line says something of, as a line of a data sheet does: "## Exports", "tea, gold". Such a line states nothing
 * alone, and with its heading all there is to know.
 *
 * @returns null where the heading has more than this line under it, or the line is a sentence
 */
function entryName(lines: readonly string[], at: number): string | null {
  const line = lines[at] ?? '';
  const [, name = ''] = HEADING.exec(lines[at - 1] ?? '') ?? [];
  const next = lines[at + 1];
  if (name === '' || (next !== undefined && !HEADING.test(next))) return null;
  if (line.length > LONGEST_ENTRY || HEADING.test(line) || markerLength(line) > 0 || statesSomething(line))
    return null;
  return /\p{L}{2}/u.test(line) ? name : null;
}

function placeOf({ passage, start, end }: Candidate): Place {
  return { passage, start, end };
}

/** A list item's mark is no part of what it says. */
function markerLength(text: string): number {
  return /^(?:[-*•+]|\(?\d{1,3}[.)])\s+/.exec(text)?.[0].length ?? 0;
}

/** Line breaks inside a sentence become spaces, between Chinese characters nothing. */
export function singleSpaces(text: string): string {
  return text
    .replace(/(?<=[\p{Script=Han}，。、；：])\s*\n\s*(?=\p{Script=Han})/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
}

function statesSomething(text: string): boolean {
  if (text.length > MAX_LENGTH || !/[.!?。！？；;…]["'”’」』)\]）*_]*$/u.test(text)) return false;
  // A link cut in two, or little else than links.
  if (text.split('[').length !== text.split(']').length) return false;
  const unlinked = text.replace(/\[[^\]]*\]\([^)]*\)/g, '').match(/\p{L}/gu)?.length ?? 0;
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  if (letters < 0.55 * text.replace(/\s/g, '').length || unlinked < 0.5 * letters) return false;
  return shareOfChinese(text) > 0.3 ? letters >= MIN_CHARACTERS : text.split(' ').length >= MIN_WORDS;
}
