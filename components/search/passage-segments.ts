import { isMarkdown, markdownMarks, textBetween, type MarkdownMarks } from '@/components/text/markdown-marks';
import type { PassageHit, SearchHit, Span } from '@/lib/search/types';

/** A run of a passage that is shown in one way. */
export interface Segment {
  text: string;
  /** A matched word. */
  marked: boolean;
  /** Part of the best sentence. */
  best: boolean;
  /** Part of a heading. */
  heading: boolean;
}

/** The part of a passage that is shown before someone asks for all of it. */
export interface Excerpt extends Span {
  cutBefore: boolean;
  cutAfter: boolean;
}

const NO_MARKS: MarkdownMarks = { marks: [], headings: [] };

/** What is set in a passage: nothing, unless it is Markdown. */
export function marksOf({ text }: PassageHit, { mediaType }: SearchHit['document']): MarkdownMarks {
  return isMarkdown(text, mediaType) ? markdownMarks(text) : NO_MARKS;
}

/**
 * Where a passage begins to say something new: past the headings at its start that stand above it already, in the
 * title of the document and the path of headings. Never past the best sentence.
 */
export function bodyStart(
  { text, headingPath, bestSentence }: PassageHit,
  title: string,
  { marks, headings }: MarkdownMarks,
): number {
  const known = new Set([title, ...headingPath].map((heading) => heading.trim()));
  let at = 0;
  for (const line of text.matchAll(/[^\n]*(?:\n|$)/g)) {
    const end = line.index + line[0].length;
    const says = textBetween(text, { start: line.index, end }, marks).trim();
    const heading =
      says === '' || known.has(says) || headings.some(({ start }) => start >= at && start < end);
    if (!heading || end > bestSentence.start) return Math.min(at, bestSentence.start);
    if (end === text.length) return 0;
    at = end;
  }
  return 0;
}

/** Characters of an excerpt; Chinese says as much in half of them. */
const EXCERPT_LENGTH = 420;
const EXCERPT_LENGTH_CJK = 210;
const CJK = /[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af]/g;

/**
 * The best sentence with what stands around it, cut between words (or characters, where words are not spaced).
 *
 * @param first where the passage begins, not after the best sentence
 */
export function excerptOf(text: string, best: Span, first = 0): Excerpt {
  const length = (text.match(CJK)?.length ?? 0) > text.length / 4 ? EXCERPT_LENGTH_CJK : EXCERPT_LENGTH;
  // A short rest is not worth a cut.
  if (text.length - first <= length * 1.25)
    return { start: first, end: text.length, cutBefore: false, cutAfter: false };
  const room = Math.max(0, length - (best.end - best.start));
  // Most of the room goes after the sentence: readers go on reading, not back.
  let start = Math.max(first, best.start - Math.floor(room / 3));
  let end = Math.min(text.length, Math.max(best.end, start + length));
  start = Math.max(first, Math.min(start, end - length));
  if (start > first) start = afterSpace(text, start, best.start);
  if (end < text.length) end = beforeSpace(text, end, best.end);
  return { start, end, cutBefore: start > first, cutAfter: end < text.length };
}

/** Cuts `text[from, to)` where a matched word, the best sentence, a heading or a mark begins or ends; without marks. */
export function segmentsOf(
  text: string,
  highlights: readonly Span[],
  best: Span,
  { start: from, end: to }: Span,
  { marks, headings }: MarkdownMarks = NO_MARKS,
): Segment[] {
  const edges = new Set([from, to]);
  for (const { start, end } of [...highlights, best, ...headings, ...marks])
    for (const edge of [start, end]) if (edge > from && edge < to) edges.add(edge);
  const cuts = [...edges].sort((a, b) => a - b);
  const segments: Segment[] = [];
  for (const [index, start] of cuts.entries()) {
    const end = cuts[index + 1];
    if (end === undefined) break;
    const inside = (span: Span) => span.start <= start && end <= span.end;
    const mark = marks.find(inside);
    const shown = mark === undefined ? text.slice(start, end) : start === mark.start ? mark.instead : '';
    if (shown === '') continue;
    segments.push({
      text: shown,
      marked: mark === undefined && highlights.some(inside),
      best: inside(best),
      heading: headings.some(inside),
    });
  }
  return segments;
}

/** The first word boundary from `at` on, not past `limit`. */
function afterSpace(text: string, at: number, limit: number): number {
  for (let index = at; index < Math.min(limit, at + 24); index++)
    if (/\s/.test(text.charAt(index))) return index + 1;
  return isLowSurrogate(text, at) ? at + 1 : at;
}

/** The last word boundary before `at`, not before `limit`. */
function beforeSpace(text: string, at: number, limit: number): number {
  for (let index = at; index > Math.max(limit, at - 24); index--)
    if (/\s/.test(text.charAt(index))) return index;
  return isLowSurrogate(text, at) ? at - 1 : at;
}

function isLowSurrogate(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff;
}
