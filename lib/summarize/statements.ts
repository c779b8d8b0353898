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
  // A link cut in two, or little else than links.
  if (text.split('[').length !== text.split(']').length) return false;
  const unlinked = text.replace(/\[[^\]]*\]\([^)]*\)/g, '').match(/\p{L}/gu)?.length ?? 0;
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  if (letters < 0.55 * text.replace(/\s/g, '').length || unlinked < 0.5 * letters) return false;
  return shareOfChinese(text) > 0.3 ? letters >= MIN_CHARACTERS : text.split(' ').length >= MIN_WORDS;
}
