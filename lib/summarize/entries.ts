import type { Span } from '@/lib/text/sentences';
import type { Candidate, SummaryPassage } from './candidates';
import { shareOfChinese } from './content-words';
import { isMostlyLinks, isName, markerLength, singleSpaces, statesSomething } from './statements';

/** Characters of a line under a heading of its own. */
const LONGEST_LINE = 300;
/** A heading of Markdown, and its name. */
const HEADING = /^#{1,6}[ \t]+(\S.{0,58}\S)$/;
/** Blocks of code, in which a line with # is a remark; one that is not closed goes on to the end. */
const CODE = /^(```|~~~)[^]*?(?:^\1|(?![^]))/gm;

/**
 * The entry of a data sheet that a line makes with its heading: "## Exports" and "tea, gold" of the sheet "Kenya" are
 * "Kenya · Exports: tea, gold". Such a line states nothing alone, and without the name of its sheet it would be taken
 * for that of another: they all have the same headings.
 *
 * @param spans the sentences of the passage
 * @returns null where the heading has more lines under it in this passage, the line is a sentence, or the document's
 *   title is no name
 */
export function entryAt(
  { text, title = '' }: SummaryPassage,
  spans: readonly Span[],
  at: number,
): Pick<Candidate, 'text' | 'entry' | 'start'> | null {
  const [heading, own, next] = [spans[at - 1], spans[at], spans[at + 1]];
  if (!heading || !own) return null;
  const lineOf = (span: Span) => text.slice(span.start, span.end);
  const name = HEADING.exec(lineOf(heading))?.[1];
  const line = lineOf(own);
  // In code the remark and what it is about stand one under the other.
  const apart = /\n[^\S\n]*\n/.test(text.slice(heading.end, own.start)) && !inCode(text, heading.start);
  if (name === undefined || !apart || (next && !HEADING.test(lineOf(next)))) return null;
  if (line.length > LONGEST_LINE || !/\p{L}{2}/u.test(line)) return null;
  if (HEADING.test(line) || markerLength(line) > 0 || statesSomething(line) || isMostlyLinks(line))
    return null;
  if (!isName(title)) return null;
  const entry = `${name}${shareOfChinese(name) > 0.3 ? '：' : ': '}${singleSpaces(line)}`;
  return {
    text: title === '' || title === name ? entry : `${title} · ${entry}`,
    entry,
    start: heading.start,
  };
}

function inCode(text: string, at: number): boolean {
  return [...text.matchAll(CODE)].some(({ 0: block, index }) => at > index && at < index + block.length);
}
