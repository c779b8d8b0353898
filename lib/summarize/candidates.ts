import { splitSentences } from '@/lib/text/sentences';
import { entryAt } from './entries';
import { isMostlyLinks, markerLength, repeatsHeading, singleSpaces, statesSomething } from './statements';

/** A passage to summarise from; best first in lists. */
export interface SummaryPassage {
  id: number;
  documentId: string;
  text: string;
  /** How well search ranks it, more than 0; left out where nothing was searched. */
  score?: number;
  /** Of its document; what an entry of a data sheet is said to be of. */
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
  /**
   * Of an entry in a data sheet, "Chile · Exports: copper": without the title of the document, which no place holds, but
   * every citation shows.
   */
  entry?: string;
  /** Number of the sentence in its passage, from 0; what states nothing counts as well. */
  ordinal: number;
  /** Where else the same sentence stands. */
  copies: Place[];
}

/**
 * The sentences of passages that state something: no headings, scraps or runaway lines. Where no passage has one, every
 * other line with a letter that is more than links is taken, for a text of scraps has no better. A sentence that several
 * passages share (passages overlap) is taken once, from the first of them.
 */
export function findCandidates(passages: readonly SummaryPassage[]): Candidate[] {
  const all = passages.flatMap((passage, index) => piecesOf(passage, index));
  const own = all.filter(({ text, passage }) => !repeatsHeading(text, passages[passage] ?? {}));
  const statements = own.filter(({ text, entry }) => entry !== undefined || statesSomething(text));
  const kept = statements.length > 0 ? statements : own.filter(({ text }) => isScrap(text));
  const known = new Map<string, Candidate>();
  for (const candidate of kept) {
    const same = known.get(candidate.text.toLowerCase());
    if (!same) known.set(candidate.text.toLowerCase(), candidate);
    else if (same.passage !== candidate.passage) same.copies.push(placeOf(candidate));
  }
  return [...known.values()];
}

function isScrap(text: string): boolean {
  return /\p{L}/u.test(text) && !/^#{1,6}\s/.test(text) && !isMostlyLinks(text);
}

function piecesOf(passage: SummaryPassage, index: number): Candidate[] {
  const { text } = passage;
  const spans = splitSentences(text);
  return spans.map(({ start: from, end }, at) => {
    const place = { passage: index, ordinal: at, end, copies: [] };
    const entry = entryAt(passage, spans, at);
    if (entry) return { ...place, ...entry };
    const start = from + markerLength(text.slice(from, end));
    // A Chinese clause before a semicolon stands for itself in a summary.
    return { ...place, text: singleSpaces(text.slice(start, end)).replace(/；$/, '。'), start };
  });
}

function placeOf({ passage, start, end }: Candidate): Place {
  return { passage, start, end };
}
