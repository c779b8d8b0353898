import type { Span } from '@/lib/search/types';

/** A run of a passage that is shown in one way. */
export interface Segment {
  text: string;
  /** A matched word. */
  marked: boolean;
  /** Part of the best sentence. */
  best: boolean;
}

/** The part of a passage that is shown before someone asks for all of it. */
export interface Excerpt extends Span {
  cutBefore: boolean;
  cutAfter: boolean;
}

/** Characters of an excerpt; Chinese says as much in half of them. */
const EXCERPT_LENGTH = 420;
const EXCERPT_LENGTH_CJK = 210;
const CJK = /[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af]/g;

/** The best sentence with what stands around it, cut between words (or characters, where words are not spaced). */
export function excerptOf(text: string, best: Span): Excerpt {
  const length = (text.match(CJK)?.length ?? 0) > text.length / 4 ? EXCERPT_LENGTH_CJK : EXCERPT_LENGTH;
  // A short rest is not worth a cut.
  if (text.length <= length * 1.25) return { start: 0, end: text.length, cutBefore: false, cutAfter: false };
  const room = Math.max(0, length - (best.end - best.start));
  // Most of the room goes after the sentence: readers go on reading, not back.
  let start = Math.max(0, best.start - Math.floor(room / 3));
  let end = Math.min(text.length, Math.max(best.end, start + length));
  start = Math.max(0, Math.min(start, end - length));
  if (start > 0) start = afterSpace(text, start, best.start);
  if (end < text.length) end = beforeSpace(text, end, best.end);
  return { start, end, cutBefore: start > 0, cutAfter: end < text.length };
}

/** Cuts `text[from, to)` where a matched word or the best sentence begins or ends. */
export function segmentsOf(
  text: string,
  highlights: readonly Span[],
  best: Span,
  { start: from, end: to }: Span,
): Segment[] {
  const edges = new Set([from, to]);
  for (const { start, end } of [...highlights, best])
    for (const edge of [start, end]) if (edge > from && edge < to) edges.add(edge);
  const cuts = [...edges].sort((a, b) => a - b);
  const segments: Segment[] = [];
  for (const [index, start] of cuts.entries()) {
    const end = cuts[index + 1];
    if (end === undefined) break;
    segments.push({
      text: text.slice(start, end),
      marked: highlights.some((span) => span.start <= start && end <= span.end),
      best: best.start <= start && end <= best.end,
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
