import type { QueryTerm } from '@/lib/text/analyze';

/**
 * Writes an FTS5 MATCH expression: any of `anyOf`, and all of `allOf`, and none of `noneOf`.
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
}: {
  anyOf: readonly QueryTerm[];
  allOf: readonly QueryTerm[];
  noneOf: readonly QueryTerm[];
}): string | null {
  const alternatives = anyOf.map(ftsPhrase).join(' OR ');
  const required = allOf.map(ftsPhrase).join(' AND ');
  if (alternatives === '' && required === '') return null;
  const wanted = [alternatives && `(${alternatives})`, required].filter(Boolean).join(' AND ');
  const unwanted = noneOf.map(ftsPhrase).join(' OR ');
  return unwanted === '' ? wanted : `(${wanted}) NOT (${unwanted})`;
}

/** A phrase of FTS5; `*` after it makes the last word a prefix. */
export function ftsPhrase({ words, prefix }: QueryTerm): string {
  return `"${words.join(' ').replaceAll('"', '""')}"${prefix ? '*' : ''}`;
}
