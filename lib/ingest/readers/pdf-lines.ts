/** A piece of text where a PDF put it; lengths in points. */
export interface PdfItem {
  text: string;
  x: number;
  /** From the bottom of the page. */
  y: number;
  width: number;
  height: number;
  endsLine: boolean;
}

export interface PdfLine {
  text: string;
  x: number;
  y: number;
  /** Right end. */
  right: number;
  height: number;
  /** From 1. */
  page: number;
}

/** A gap between two pieces wider than this share of their height is a space. */
const SPACE_GAP = 0.15;

/** Joins the pieces of a page into lines, in the order in which the page draws them. */
export function linesOfPage(items: readonly PdfItem[], page: number): PdfLine[] {
  const lines: PdfLine[] = [];
  let line: PdfLine | undefined;
  for (const item of items) {
    const height = item.height || line?.height || 10;
    if (line && Math.abs(item.y - line.y) > height * 0.6) line = undefined;
    if (line) {
      const gap =
        item.x - line.right > height * SPACE_GAP && !/\s$/u.test(line.text) && !/^\s/u.test(item.text);
      line.text += (gap ? ' ' : '') + item.text;
      line.right = Math.max(line.right, item.x + item.width);
      line.height = Math.max(line.height, item.height);
    } else if (item.text.trim() !== '') {
      line = { text: item.text, x: item.x, y: item.y, right: item.x + item.width, height, page };
      lines.push(line);
    }
    if (item.endsLine) line = undefined;
  }
  return lines
    .map((each) => ({ ...each, text: each.text.replace(/\s+/gu, ' ').trim() }))
    .filter(({ text }) => text);
}

/** Pages from which on a line at the same place on most pages is a running head or a page number. */
const FEWEST_PAGES = 3;

/** Takes out running heads, running feet and page numbers: first or last lines that most pages share but for digits. */
export function withoutRunningLines(pages: readonly PdfLine[][]): PdfLine[][] {
  if (pages.length < FEWEST_PAGES) return [...pages];
  const tops = repeated(pages.map((lines) => lines[0]));
  const bottoms = repeated(pages.map((lines) => lines.at(-1)));
  return pages.map((lines) =>
    lines.filter((line, index) => {
      if (index === 0 && tops.has(shape(line))) return false;
      return !(index === lines.length - 1 && bottoms.has(shape(line)));
    }),
  );
}

function repeated(lines: readonly (PdfLine | undefined)[]): Set<string> {
  const counts = new Map<string, number>();
  for (const line of lines) if (line) counts.set(shape(line), (counts.get(shape(line)) ?? 0) + 1);
  return new Set([...counts].filter(([, count]) => count >= lines.length * 0.6).map(([key]) => key));
}

function shape(line: PdfLine): string {
  return line.text.replace(/\d+/g, '#');
}
