/** UTF-16 offsets, end exclusive. */
interface Span {
  start: number;
  end: number;
}

/** Characters that say how a text is set and are not part of what it says. */
export interface Mark extends Span {
  /** What stands in their place: mostly nothing, a dot for a list item, a gap between the cells of a table. */
  instead: string;
}

export interface MarkdownMarks {
  /** In order, not overlapping. */
  marks: Mark[];
  /** What headings say, in order. */
  headings: Span[];
}

const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const HEADING = /^ {0,3}#{1,6}[ \t]+(?=\S)/;
const HEADING_END = /(?<=\s)#+$/;
const RULE = /^ {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|={3,})$/;
const QUOTE = /^(?: {0,3}> ?)+/;
const ITEM = /^([ \t]*)[-*+][ \t]+(?:\[[ xX]\][ \t]+)?(?=\S)/;
const TABLE_ROW = /^\s*\|.*\|\s*$/;
const TABLE_RULE = /^\s*\|?(?:\s*:?-+:?\s*\|)+(?:\s*:?-+:?\s*)?$/;
/** Characters of a line up to which it can be a rule or a table's row. */
const LONGEST_ROW = 1000;

/**
 * Inline marks: what opens, what stands between, what closes. None reaches over a blank line, nor further than 600
 * characters, so that reading takes time in proportion to the text whatever is in it.
 */
const INLINE = [
  /(!?\[)((?:[^[\]\n]|\n(?!\s*\n)){1,600}?)(\]\((?:[^()\s]|\([^()\s]{0,200}\)){0,2000}(?:\s"[^"\n]{0,200}")?\))/g,
  /(<)((?:https?|mailto):[^<>\s]{1,600})(>)/g,
  /(\*\*)(?=[^\s*])((?:[^*\n]|\*(?!\*)|\n(?!\s*\n)){0,600}?[^\s])(\*\*)/g,
  /(?<![\p{L}\p{N}_])(__)(?=[^\s_])((?:[^_\n]|_(?!_)|\n(?!\s*\n)){0,600}?[^\s])(__)(?![\p{L}\p{N}_])/gu,
  /(?<![*\\])(\*)(?=[^\s*])((?:[^*\n]|\n(?!\s*\n)){0,600}?[^\s*\\])(\*)(?!\*)/g,
  /(?<![\p{L}\p{N}_\\])(_)(?=[^\s_])((?:[^_\n]|\n(?!\s*\n)){0,600}?[^\s_\\])(_)(?![\p{L}\p{N}_])/gu,
  /(~~)(?=[^\s~])((?:[^~\n]|\n(?!\s*\n)){0,600}?[^\s])(~~)/g,
];
const CODE = /(?<!`)(`{1,4})(?!`)((?:[^`\n]|\n(?!\s*\n)|`){0,600}?)(?<!`)\1(?!`)/g;
const ESCAPE = /\\(?=[!-/:-@[-`{-~])/g;
/** Stands where a mark was read, so that it is not read again: neither a space nor a letter nor a mark. */
const READ = '\u0001';

/**
 * Where Markdown's marks stand, so that a text can be shown without them while every offset into it stays right.
 * Passages are cut out of documents: a mark whose partner was cut off is left as it is.
 */
export function markdownMarks(text: string): MarkdownMarks {
  const marks: Mark[] = [];
  const headings: Span[] = [];
  // What was read already is covered, so that nothing is read twice: code is never emphasised.
  let open = markLines(text, marks, headings);
  open = open.replace(CODE, (all: string, ticks: string, inside: string, at: number) => {
    marks.push(hide(at, at + ticks.length), hide(at + all.length - ticks.length, at + all.length));
    return READ.repeat(ticks.length) + 'x'.repeat(inside.length) + READ.repeat(ticks.length);
  });
  for (const pattern of INLINE)
    open = open.replace(pattern, (all: string, before: string, inside: string, after: string, at: number) => {
      marks.push(hide(at, at + before.length), hide(at + all.length - after.length, at + all.length));
      return READ.repeat(before.length) + inside + READ.repeat(after.length);
    });
  for (const { index } of open.matchAll(ESCAPE)) marks.push(hide(index, index + 1));
  return { marks: marks.sort((a, b) => a.start - b.start), headings };
}

/** Whether a text is read as Markdown; rows of csv and jsonl do not say, but headings show it. */
export function isMarkdown(text: string, mediaType: string): boolean {
  if (mediaType === 'text/csv' || mediaType === 'application/x-ndjson') return /^#{1,6} \S/m.test(text);
  return mediaType === 'text/markdown';
}

/** What `text[start, end)` says without its marks. */
export function textBetween(text: string, { start, end }: Span, marks: readonly Mark[]): string {
  let plain = '';
  let at = start;
  for (const mark of marks) {
    if (mark.end <= at) continue;
    if (mark.start >= end) break;
    if (mark.start >= at) plain += text.slice(at, mark.start) + mark.instead;
    at = mark.end;
  }
  return at < end ? plain + text.slice(at, end) : plain;
}

/** What a text says, without its marks. */
export function withoutMarks(text: string): string {
  return textBetween(text, { start: 0, end: text.length }, markdownMarks(text).marks);
}

/** Marks that belong to whole lines. @returns the text with them, and code blocks, covered */
function markLines(text: string, marks: Mark[], headings: Span[]): string {
  let fence: string | undefined;
  let start = 0;
  const lines = text.split('\n');
  const covered = lines.map((line, index) => {
    const at = start;
    start += line.length + 1;
    const ends = Math.min(text.length, start);
    const opens = FENCE.exec(line)?.[1];
    if (opens !== undefined && (fence === undefined || opens.startsWith(fence))) {
      fence = fence === undefined ? opens : undefined;
      marks.push(hide(at, ends));
      return 'x'.repeat(line.length);
    }
    if (fence !== undefined) return 'x'.repeat(line.length);
    const opening = HEADING.exec(line)?.[0].length;
    if (opening !== undefined) {
      const says = line.slice(opening).trimEnd().replace(HEADING_END, '').trimEnd().length;
      marks.push(hide(at, at + opening));
      if (opening + says < line.length) marks.push(hide(at + opening + says, at + line.length));
      headings.push({ start: at + opening, end: at + opening + says });
      return (
        READ.repeat(opening) + line.slice(opening, opening + says) + READ.repeat(line.length - opening - says)
      );
    }
    if (isRule(line)) {
      marks.push(hide(at, ends));
      return READ.repeat(line.length);
    }
    return isRow(line, lines[index + 1]) ? markCells(line, at, marks) : markOpening(line, at, marks);
  });
  return covered.join('\n');
}

function isRule(line: string): boolean {
  return line.length <= LONGEST_ROW && (RULE.test(line) || TABLE_RULE.test(line));
}

function isRow(line: string, next: string | undefined): boolean {
  if (line.length > LONGEST_ROW || !line.includes('|')) return false;
  return TABLE_ROW.test(line) || (next !== undefined && next.length <= LONGEST_ROW && TABLE_RULE.test(next));
}

/** The marks a line begins with: those of quotations and of list items. */
function markOpening(line: string, at: number, marks: Mark[]): string {
  const quote = QUOTE.exec(line)?.[0].length ?? 0;
  if (quote > 0) marks.push(hide(at, at + quote));
  const item = ITEM.exec(line.slice(quote));
  const indent = quote + (item?.[1]?.length ?? 0);
  const length = quote + (item?.[0].length ?? 0);
  if (item) marks.push({ start: at + indent, end: at + length, instead: '• ' });
  return READ.repeat(length) + line.slice(length);
}

/** The bars of a table's row: gone at its edges, a dot between cells. */
function markCells(line: string, at: number, marks: Mark[]): string {
  return line.replace(/[ \t]{0,80}(?<!\\)\|[ \t]{0,80}/g, (bar: string, index: number) => {
    const edge = index === 0 || index + bar.length === line.length;
    marks.push({ ...hide(at + index, at + index + bar.length), instead: edge ? '' : ' · ' });
    return READ.repeat(bar.length);
  });
}

function hide(start: number, end: number): Mark {
  return { start, end, instead: '' };
}
