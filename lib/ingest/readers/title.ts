import path from 'node:path';

/** A first line up to this length may be a title. */
const LONGEST_TITLE = 120;

/** @example titleFromName('docs/house_of-wisdom.md') // 'House of wisdom' */
export function titleFromName(name: string): string {
  const base = path.basename(name);
  const words = base
    .slice(0, base.length - path.extname(base).length)
    .replace(/[-_\s]+/gu, ' ')
    .trim();
  return words === '' ? base : words.charAt(0).toUpperCase() + words.slice(1);
}

/** The first line when it looks like a title: short, and more than a mark. */
export function titleFromText(text: string): string | undefined {
  const line =
    text
      .trimStart()
      .split('\n', 1)[0]
      ?.replace(/^#{1,6}\s+/u, '')
      .trim() ?? '';
  return line.length <= LONGEST_TITLE && /[\p{L}\p{N}]/u.test(line) ? line : undefined;
}
