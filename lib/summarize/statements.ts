import { splitSentences } from '@/lib/text/sentences';
import { shareOfChinese } from './content-words';

const MIN_WORDS = 4;
const MIN_CHARACTERS = 8;
/** Longer runs are lists, tables or text without sentence ends. */
const MAX_LENGTH = 700;
const LONGEST_NAME = 60;
const LINK = /\[([^\]]*)\]\([^)]*\)/g;

/** What a passage stands under. */
interface Headed {
  /** Of its document. */
  title?: string;
  /** Title and headings, a line each. */
  heading?: string;
}

/** A list item's mark is no part of what it says. */
export function markerLength(text: string): number {
  return /^(?:[-*•+]|\(?\d{1,3}[.)])\s+/.exec(text)?.[0].length ?? 0;
}

/** Line breaks inside a sentence become spaces, between Chinese characters nothing. */
export function singleSpaces(text: string): string {
  return text
    .replace(/(?<=[\p{Script=Han}，。、；：])\s*\n\s*(?=\p{Script=Han})/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
}

export function statesSomething(text: string): boolean {
  if (text.length > MAX_LENGTH || !/[.!?。！？；;…]["'”’」』)\]）*_]*$/u.test(text)) return false;
  // A link cut in two.
  if (text.split('[').length !== text.split(']').length) return false;
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  if (letters < 0.55 * text.replace(/\s/g, '').length || isMostlyLinks(text)) return false;
  return shareOfChinese(text) > 0.3 ? letters >= MIN_CHARACTERS : text.split(' ').length >= MIN_WORDS;
}

/** Whether most of what is read of it are links: it says where something is said, and not what. */
export function isMostlyLinks(text: string): boolean {
  const count = (label: string) => text.replace(LINK, label).match(/\p{L}/gu)?.length ?? 0;
  return count('') < 0.5 * count('$1');
}

/**
 * Whether all it says stands in the title or a heading, which every citation shows. A title that is no name but the sentence
 * itself was taken from the text, for want of another: there the sentence may be what was asked for.
 */
export function repeatsHeading(text: string, { title = '', heading = '' }: Headed): boolean {
  const said = wordsOf(text);
  if (said === '') return false;
  return heading.split('\n').some((line) => {
    const headed = wordsOf(line);
    if (line === title && headed === said) return isName(title);
    return ` ${headed} `.includes(` ${said} `);
  });
}

function wordsOf(text: string): string {
  return (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ');
}

/** Whether something can be said of a title: a name, not a sentence that its author wants to be told. */
export function isName(title: string): boolean {
  if (title.length > LONGEST_NAME || /[.!?…。！？；;\n]$|[;；\n]/u.test(title)) return false;
  return splitSentences(title).length <= 1;
}
