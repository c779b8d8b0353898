/** Room for title and headings: an ASCII character takes 1, any other 3 (it may be as many tokens). */
const HEAD_ROOM = 120;
/** How far into the text a heading counts as already said there. */
const LOOK_INTO_TEXT = 400;

/**
 * What the encoder reads for a passage: the title and the headings above it, a line each, then its text. They tell
 * what "it" is in a passage from the middle of a section. What the passage itself begins with is not said twice.
 *
 * @param headingPath outermost first
 * @example embeddingInput('Rice', ['Cooking'], 'Rinse it twice.') // 'Rice\nCooking\nRinse it twice.'
 */
export function embeddingInput(title: string, headingPath: readonly string[], text: string): string {
  const said = new Set(text.slice(0, LOOK_INTO_TEXT).split('\n').map(bare));
  const head = headLines(title, headingPath).filter((line) => !said.has(bare(line)));
  return [...head, text].join('\n');
}

/**
 * Title and headings as lines that together stay within a fixed room, so that they can never crowd out the text.
 * The innermost heading says most, then the title, then the headings between.
 */
export function headLines(title: string, headingPath: readonly string[]): string[] {
  const lines = [title, ...headingPath].map((line) => line.replace(/\s+/gu, ' ').trim());
  const order = lines.map((_, index) => index).sort((a, b) => importance(a, lines) - importance(b, lines));
  const kept = new Map<number, string>();
  const seen = new Set<string>();
  let room = HEAD_ROOM;
  for (const index of order) {
    const line = shorten(lines[index] ?? '', Math.min(room, (2 * HEAD_ROOM) / 3));
    if (line === '' || seen.has(bare(line))) continue;
    seen.add(bare(line));
    kept.set(index, line);
    room -= cost(line);
  }
  return [...kept.entries()].sort(([a], [b]) => a - b).map(([, line]) => line);
}

function importance(index: number, lines: readonly string[]): number {
  if (index === lines.length - 1) return 0;
  return index === 0 ? 1 : 1 + lines.length - index;
}

/** A line without Markdown's heading marks, for comparing. */
function bare(line: string): string {
  return line.replace(/^[\s#]+|[\s#]+$/g, '').toLowerCase();
}

function cost(line: string): number {
  let sum = 0;
  for (let index = 0; index < line.length; index += 1) sum += line.charCodeAt(index) < 0x80 ? 1 : 3;
  return sum;
}

/** The longest beginning that fits, cut after a word where there is one; '' when hardly anything would fit. */
function shorten(line: string, room: number): string {
  if (cost(line) <= room) return line;
  let end = 0;
  let left = room;
  for (const character of line) {
    left -= cost(character);
    if (left < 0) break;
    end += character.length;
  }
  const space = line.lastIndexOf(' ', end);
  return (space > end / 2 ? line.slice(0, space) : line.slice(0, end)).trimEnd();
}
