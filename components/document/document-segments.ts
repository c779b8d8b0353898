import { markdownMarks, textBetween, type Mark } from '@/components/text/markdown-marks';
import type { Block } from '@/lib/store/types';

/** Where a passage lies in a document's text. */
export interface PassagePlace {
  id: number;
  ordinal: number;
  /** UTF-16 offsets into the document's text, end exclusive. */
  start: number;
  end: number;
}

/** A run of text inside one block that belongs to the same passages throughout. */
export interface TextRun {
  start: number;
  /** As it is shown, without marks. */
  text: string;
  passageIds: number[];
}

/** A block with its text cut at the edges of passages. */
export interface BlockRuns extends Block {
  runs: TextRun[];
  /** Passages that begin in this block, or between the one before and this one. */
  begins: number[];
  /** The block is the first of its page. */
  pageStart: boolean;
}

/**
 * Lays passages over blocks. Passages overlap each other and run over blocks, so neither can contain the other:
 * every block is cut into runs, and each run knows the passages it belongs to.
 *
 * @param blocks in order, not overlapping
 * @param passages in order of their start
 * @param marked whether the text is Markdown, whose marks are left out
 */
export function blockRuns(
  text: string,
  blocks: readonly Block[],
  passages: readonly PassagePlace[],
  marked = false,
): BlockRuns[] {
  let before = 0;
  let page: number | undefined;
  return blocks.map((block) => {
    const begins = passages.filter(({ start }) => before <= start && start < block.end).map(({ id }) => id);
    const pageStart = block.page !== undefined && block.page !== page;
    before = block.end;
    page = block.page ?? page;
    return {
      ...block,
      runs: runsOf(text, block, passages, marked ? marksIn(text, block) : []),
      begins,
      pageStart,
    };
  });
}

/** Marks of a block; the dot of a list item is drawn, and code without a fence is all code. */
export function marksIn(text: string, { kind, start, end }: Block): Mark[] {
  const source = text.slice(start, end);
  if (kind === 'code' && !/^\s*(?:```|~~~)/.test(source)) return [];
  return markdownMarks(source).marks.map((mark, index) => ({
    start: mark.start + start,
    end: mark.end + start,
    instead: kind === 'list-item' && index === 0 && mark.start === 0 ? '' : mark.instead,
  }));
}

function runsOf(
  text: string,
  block: Block,
  passages: readonly PassagePlace[],
  marks: readonly Mark[],
): TextRun[] {
  const touching = passages.filter(({ start, end }) => start < block.end && end > block.start);
  const edges = new Set([block.start, block.end]);
  for (const { start, end } of touching)
    for (const edge of [start, end]) if (edge > block.start && edge < block.end) edges.add(edge);
  const cuts = [...edges].sort((a, b) => a - b);
  return cuts.slice(0, -1).map((start, index) => {
    const end = cuts[index + 1] ?? block.end;
    return {
      start,
      text: textBetween(text, { start, end }, marks),
      passageIds: touching
        .filter((passage) => passage.start <= start && end <= passage.end)
        .map(({ id }) => id),
    };
  });
}

/** A document whose reader gave no structure is one paragraph after another. */
export function blocksOrParagraphs(text: string, blocks: readonly Block[]): readonly Block[] {
  if (blocks.length > 0) return blocks;
  return [...text.matchAll(/\S[^]*?(?=\n\s*\n|\s*$)/g)].map((match) => ({
    kind: 'paragraph',
    start: match.index,
    end: match.index + match[0].length,
  }));
}
