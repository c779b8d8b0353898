/** Words that a question begins with. */
const ASKING = new Set(
  `what whats who whose which when where why how is are was were do does did can could should would will has have`.split(
    ' ',
  ),
);
/** Words beside the quotes from which a question is one. */
const QUESTION = 3;
/** Words beside the quotes from which a query is prose, whatever it begins with. */
const PROSE = 6;

/**
 * Whether quotation marks are an operator (what is quoted must match) or only quote, as they do in a question or in
 * prose: 'Why is it called "porter"?' asks for an answer, not for passages with the word.
 *
 * @param query as typed
 * @param beside its words outside the quotes, in their order
 */
export function quotesBind(query: string, beside: readonly string[]): boolean {
  if (beside.length >= PROSE) return false;
  const asks = /[?？]\s*$/u.test(query) || ASKING.has(beside[0]?.toLowerCase() ?? '');
  return !(asks && beside.length >= QUESTION);
}
