import path from 'node:path';

/** Characters of a name; the ending is kept when it is shortened. */
const LONGEST = 150;

/**
 * The sender's name of a file as it may be shown and put into a URI: its last part, without what is invisible or turns
 * the direction of writing. It never becomes a path.
 *
 * @example uploadName('../../etc/pass\u202ewd.md') // 'passwd.md'
 */
export function uploadName(given: string): string {
  const base = given.split(/[/\\]/).at(-1) ?? '';
  const clean = base
    .normalize('NFC')
    // Controls, format characters (bidi, zero width), half surrogates, private and unassigned ones, line separators.
    .replace(/[\p{C}\p{Zl}\p{Zp}\ufffd]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/^\.+/, '');
  if (clean === '') return 'untitled';
  const characters = [...clean];
  if (characters.length <= LONGEST) return clean;
  const ending = [...path.extname(clean)].slice(0, 12);
  return [...characters.slice(0, LONGEST - ending.length), ...ending].join('');
}

/** A name that is not among `taken`, which gets it: `a.md`, `a (2).md`, … */
export function distinctName(name: string, taken: Set<string>): string {
  const ending = path.extname(name);
  const stem = name.slice(0, name.length - ending.length);
  let free = name;
  for (let number = 2; taken.has(free); number += 1) free = `${stem} (${number})${ending}`;
  taken.add(free);
  return free;
}

/** How an uploaded document is known: sent again under the same name, it is a new version of the same document. */
export function uploadUri(collection: string, name: string): string {
  return `upload:${collection}/${name}`;
}
