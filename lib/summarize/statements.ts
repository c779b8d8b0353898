import { shareOfChinese } from './content-words';

const MIN_WORDS = 4;
const MIN_CHARACTERS = 8;
/** Longer runs are lists, tables or text without sentence ends. */
const MAX_LENGTH = 700;

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

/** Whether most of its letters are links: it says where something is said, and not what. */
export function isMostlyLinks(text: string): boolean {
  const count = (of: string) => of.match(/\p{L}/gu)?.length ?? 0;
  return count(text.replace(/\[[^\]]*\]\([^)]*\)/g, '')) < 0.5 * count(text);
}

/** Whether all it says stands in one of the headings, which every citation shows. */
export function repeatsHeading(text: string, headings: string): boolean {
  const words = (of: string) => (of.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ');
  const said = words(text);
  return headings.split('\n').some((heading) => ` ${words(heading)} `.includes(` ${said} `));
}
