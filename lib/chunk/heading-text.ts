/** Characters of a heading that are kept in a heading path. */
const LONGEST = 200;

/**
 * The words of a heading as it stands in the text: without Markdown's marks, links and line breaks.
 *
 * @example headingText('## See [the **docs**](https://example.com) ##') // 'See the docs'
 */
export function headingText(source: string): string {
  return source
    .replace(/\r?\n\s*(?:=+|-+)\s*$/u, '')
    .replace(/^\s*#{1,6}\s+|\s+#+\s*$/gu, '')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/gu, '$1')
    .replace(/[*`]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '')
    .replace(/\s+/gu, ' ')
    .trim()
    .slice(0, LONGEST);
}
