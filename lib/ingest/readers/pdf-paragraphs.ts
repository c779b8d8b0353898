import type { PdfLine } from './pdf-lines';
import type { TextBuilder } from './text-builder';

const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef]/u;
const ENDS_SENTENCE = /[.!?。！？:：]["'”’)\]]*$/u;
/** Lines larger than the body by this factor are headings. */
const HEADING_FACTOR = 1.15;
const LONGEST_HEADING = 150;

/** Joins lines into paragraphs and headings. A paragraph that runs over a page keeps the page it began on. */
export function addParagraphs(lines: readonly PdfLine[], builder: TextBuilder): void {
  const body = bodyHeight(lines);
  const sizes = headingSizes(lines, body);
  const pitch = linePitch(lines, body);
  let open: PdfLine[] = [];
  const close = () => {
    const [first] = open;
    if (first) {
      const text = joinLines(open);
      const level =
        isHeading(first, body) && text.length <= LONGEST_HEADING ? sizes.indexOf(sizeOf(first)) + 1 : 0;
      if (level > 0) builder.add('heading', text, { level: Math.min(level, 6), page: first.page });
      else builder.add('paragraph', text, { page: first.page });
    }
    open = [];
  };
  for (const line of lines) {
    const before = open.at(-1);
    if (before && beginsParagraph(before, line, body, pitch)) close();
    open.push(line);
  }
  close();
}

function beginsParagraph(before: PdfLine, line: PdfLine, body: number, pitch: number): boolean {
  if (isHeading(before, body) !== isHeading(line, body)) return true;
  if (isHeading(line, body) && sizeOf(before) !== sizeOf(line)) return true;
  const ended = ENDS_SENTENCE.test(before.text);
  // On a new page or in a new column the distance says nothing.
  if (line.page !== before.page || line.y > before.y)
    return ended || !/^[\p{Ll}\p{N}\p{Script=Han}]/u.test(line.text);
  if (before.y - line.y > pitch * 1.5) return true;
  if (/^(?:[-•‣▪–]|\d{1,2}[.)])\s/u.test(line.text)) return true;
  const indented = line.x - before.x > line.height * 0.8;
  const shortLine = before.right < line.right - line.height * 4;
  return ended && (indented || shortLine);
}

/** Puts a word together that was parted at the end of a line; Chinese lines are joined without a space. */
function joinLines(lines: readonly PdfLine[]): string {
  let text = '';
  for (const { text: line } of lines) {
    if (text === '') text = line;
    else if (/\p{L}[-\u00ad\u2010]$/u.test(text) && /^\p{Ll}/u.test(line)) text = text.slice(0, -1) + line;
    else if (CJK.test(text.slice(-1)) && CJK.test(line.charAt(0))) text += line;
    else text += ` ${line}`;
  }
  return text.replace(/\u00ad/g, '');
}

/** The height in which most characters are set. */
function bodyHeight(lines: readonly PdfLine[]): number {
  const characters = new Map<number, number>();
  for (const line of lines)
    characters.set(sizeOf(line), (characters.get(sizeOf(line)) ?? 0) + line.text.length);
  return [...characters].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
}

/** Heights of headings, largest first: the first is level 1. */
function headingSizes(lines: readonly PdfLine[], body: number): number[] {
  return [...new Set(lines.filter((line) => isHeading(line, body)).map(sizeOf))].sort((a, b) => b - a);
}

function isHeading(line: PdfLine, body: number): boolean {
  return sizeOf(line) > body * HEADING_FACTOR && line.text.length <= LONGEST_HEADING;
}

function sizeOf({ height }: PdfLine): number {
  return Math.round(height * 2) / 2;
}

/** The usual distance from one line to the next inside a paragraph. */
function linePitch(lines: readonly PdfLine[], body: number): number {
  const gaps: number[] = [];
  for (const [index, line] of lines.slice(1).entries()) {
    const before = lines[index];
    const gap = before && before.page === line.page ? before.y - line.y : 0;
    if (gap > 0 && gap < body * 2) gaps.push(gap);
  }
  gaps.sort((a, b) => a - b);
  return gaps[gaps.length >> 1] ?? body * 1.25;
}
