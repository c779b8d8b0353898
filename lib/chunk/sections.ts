import type { Block } from '@/lib/store/types';
import { splitSentences } from '@/lib/text/sentences';
import { headingText } from './heading-text';
import { splitLong } from './split-long';
import { weigh, type TokenMeter, type Unit } from './unit';

/** A heading and what stands under it up to the next heading. */
export interface Section {
  /** Headings above and its own, outermost first; empty before the first heading. */
  path: string[];
  /** Level of its heading, 1 to 6; 0 before the first heading. */
  level: number;
  /** Its heading is the first. */
  units: Unit[];
  tokens: number;
  /** Whether nothing stands under its heading. */
  bare: boolean;
}

export interface UnitOptions {
  counter: TokenMeter;
  /** Units longer than this are cut; it depends on the headings above. */
  maxUnitTokens: (path: readonly string[]) => number;
  /** Size of the pieces they are cut into. */
  pieceTokens: number;
}

/** Cuts a document into sections of units. Every visible character is in exactly one unit, in order. */
export function sectionsOf(text: string, blocks: readonly Block[], options: UnitOptions): Section[] {
  const sections: Section[] = [];
  const open: { level: number; heading: string }[] = [];
  let section: Section | undefined;
  let maxUnitTokens = options.maxUnitTokens([]);
  for (const block of coverText(text, blocks)) {
    if (block.kind === 'heading') {
      const level = block.level ?? 1;
      while (open.length > 0 && (open.at(-1)?.level ?? 0) >= level) open.pop();
      open.push({ level, heading: headingText(text.slice(block.start, block.end)) });
      section = undefined;
    }
    if (!section) {
      section = {
        path: open.map(({ heading }) => heading),
        level: open.at(-1)?.level ?? 0,
        units: [],
        tokens: 0,
        bare: true,
      };
      sections.push(section);
      maxUnitTokens = options.maxUnitTokens(section.path);
    }
    for (const unit of unitsOf(text, block, options, maxUnitTokens)) {
      section.units.push(unit);
      section.tokens += unit.tokens;
      section.bare &&= block.kind === 'heading';
    }
  }
  return sections.filter(({ units }) => units.length > 0);
}

/** The blocks in order without overlaps, with what lies between them as paragraphs. */
function* coverText(text: string, blocks: readonly Block[]): Generator<Block> {
  let at = 0;
  for (const block of [...blocks].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const start = Math.max(block.start, at);
    const end = Math.min(block.end, text.length);
    if (end <= start) continue;
    if (start > at)
      yield { kind: 'paragraph', start: at, end: start, ...(block.page ? { page: block.page } : {}) };
    yield { ...block, start, end };
    at = end;
  }
  if (at < text.length) yield { kind: 'paragraph', start: at, end: text.length };
}

function* unitsOf(
  text: string,
  block: Block,
  { counter, pieceTokens }: UnitOptions,
  maxUnitTokens: number,
): Generator<Unit> {
  const prose =
    block.kind !== 'code' && block.kind !== 'table' && block.kind !== 'row' && block.kind !== 'heading';
  const page = block.page ?? null;
  let opensBlock = true;
  for (const { start, end } of spansOf(text, block)) {
    const tokens = weigh(counter, text.slice(start, end));
    const pieces =
      tokens > maxUnitTokens ? splitLong(text, start, end, counter, pieceTokens) : [{ start, end, tokens }];
    for (const piece of pieces) {
      yield { ...piece, opensBlock, prose, page };
      opensBlock = false;
    }
  }
}

/** Sentences of prose, lines of code and tables, a heading as a whole. */
function* spansOf(text: string, { kind, start, end }: Block): Generator<{ start: number; end: number }> {
  const slice = text.slice(start, end);
  if (kind === 'heading') {
    const trimmed = slice.trim();
    if (trimmed === '') return;
    const from = start + slice.indexOf(trimmed);
    yield { start: from, end: from + trimmed.length };
  } else if (kind === 'code' || kind === 'table' || kind === 'row') {
    for (const match of slice.matchAll(/\S(?:[^\n\r]*\S)?/gu)) {
      yield { start: start + match.index, end: start + match.index + match[0].length };
    }
  } else {
    for (const span of splitSentences(slice)) yield { start: start + span.start, end: start + span.end };
  }
}
