import type { QueryTerm } from '@/lib/text/analyze';

/**
 * Writes an FTS5 MATCH expression: any of `anyOf`, and all of `allOf`, and none of `noneOf`. What is `counted` need not
 * be there, but bm25 adds it up where it is; then everything of `anyOf` counts twice, being named twice.
 *
 * Every word is quoted, so nothing a person types can act as FTS5 syntax.
 *
 * @returns null when there is nothing to look for
 * @example matchExpression({ anyOf: [{ words: ['jazz'], prefix: false }], allOf: [], noneOf: [] }) // '"jazz"'
 */
export function matchExpression({
  anyOf,
  allOf,
  noneOf,
  counted = [],
}: {
  anyOf: readonly QueryTerm[];
  allOf: readonly QueryTerm[];
  noneOf: readonly QueryTerm[];
  counted?: readonly QueryTerm[];
}): string | null {
  const alternatives = alternativesOf(anyOf, counted);
  const required = allOf.map(ftsPhrase).join(' AND ');
  if (alternatives === '' && required === '') return null;
  const wanted = [alternatives && `(${alternatives})`, required].filter(Boolean).join(' AND ');
  const unwanted = noneOf.map(ftsPhrase).join(' OR ');
  return unwanted === '' ? wanted : `(${wanted}) NOT (${unwanted})`;
}

/** FTS5 skips ahead in what stands on the right to the passages found on the left, so `counted` costs next to nothing. */
function alternativesOf(anyOf: readonly QueryTerm[], counted: readonly QueryTerm[]): string {
  const found = anyOf.map(ftsPhrase).join(' OR ');
  if (found === '' || counted.length === 0) return found;
  return `(${found}) AND (${found} OR ${counted.map(ftsPhrase).join(' OR ')})`;
}

/** A phrase of FTS5; `*` after it makes the last word a prefix. */
export function ftsPhrase({ words, prefix }: QueryTerm): string {
  return `"${words.join(' ').replaceAll('"', '""')}"${prefix ? '*' : ''}`;
}
