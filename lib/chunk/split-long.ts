import { weigh, type TokenMeter } from './unit';

export interface Piece {
  start: number;
  end: number;
  tokens: number;
}

/** Marks after which a run without spaces is best cut. */
const SOFT_BREAK = /[，、；：。！？,;:.!?/\\&=|_-](?=[^，、；：。！？,;:.!?]*$)/u;
/** Characters that belong to the one before them: combining marks, joiners, variation selectors, emoji modifiers. */
const ATTACHED = /^[\p{M}\u200d\ufe0e\ufe0f\u{1f3fb}-\u{1f3ff}]/u;

/**
 * Cuts what is too long for one unit between words, and a word that is too long between characters, never inside a
 * surrogate pair and, where a better place is near, not inside a combined character either.
 *
 * @param maxTokens most tokens of a piece, at least 1; a single character may have more
 * @returns pieces in order that together hold every visible character from start to end
 */
export function splitLong(
  text: string,
  start: number,
  end: number,
  counter: TokenMeter,
  maxTokens: number,
): Piece[] {
  const pieces: Piece[] = [];
  let open: Piece | undefined;
  const word = /\S+/gu;
  word.lastIndex = start;
  for (let match = word.exec(text); match && match.index < end; match = word.exec(text)) {
    const wordEnd = Math.min(match.index + match[0].length, end);
    const tokens = weigh(counter, text.slice(match.index, wordEnd));
    if (open && open.tokens + tokens <= maxTokens) {
      open.end = wordEnd;
      open.tokens += tokens;
      continue;
    }
    if (open) pieces.push(open);
    open = undefined;
    if (tokens <= maxTokens) open = { start: match.index, end: wordEnd, tokens };
    else pieces.push(...splitWord(text, match.index, wordEnd, counter, maxTokens));
  }
  if (open) pieces.push(open);
  return pieces;
}

function splitWord(
  text: string,
  start: number,
  end: number,
  counter: TokenMeter,
  maxTokens: number,
): Piece[] {
  const pieces: Piece[] = [];
  for (let at = start; at < end;) {
    let size = maxTokens * 4;
    let stop = cutBefore(text, at, Math.min(at + size, end), end);
    let tokens = weigh(counter, text.slice(at, stop));
    while (tokens > maxTokens && size > 1) {
      size = Math.max(1, Math.min(size >> 1, (stop - at) >> 1));
      stop = cutBefore(text, at, Math.min(at + size, end), end);
      tokens = weigh(counter, text.slice(at, stop));
    }
    pieces.push({ start: at, end: stop, tokens });
    at = stop;
  }
  return pieces;
}

/** A place to cut at or before `wanted` (after it only to keep one character whole); always beyond `at`. */
function cutBefore(text: string, at: number, wanted: number, end: number): number {
  if (wanted >= end) return end;
  const soft = SOFT_BREAK.exec(text.slice(at, wanted));
  if (soft && soft.index + 1 > (wanted - at) / 2) return at + soft.index + 1;
  let stop = wanted;
  // A joined emoji is a dozen units long at most; beyond that only the pair of surrogates is sacred.
  for (let back = 0; back < 16 && stop > at + 1 && !isBoundary(text, stop); back += 1) stop -= 1;
  if (!isBoundary(text, stop)) stop = wanted;
  if (insidePair(text, stop)) stop -= 1;
  return stop > at ? stop : Math.min(at + 2, end);
}

function isBoundary(text: string, index: number): boolean {
  if (insidePair(text, index)) return false;
  return text.charCodeAt(index - 1) !== 0x200d && !ATTACHED.test(text.slice(index, index + 2));
}

/** Whether the index stands between a high and a low surrogate. */
function insidePair(text: string, index: number): boolean {
  const before = text.charCodeAt(index - 1);
  const after = text.charCodeAt(index);
  return before >= 0xd800 && before <= 0xdbff && after >= 0xdc00 && after <= 0xdfff;
}
