import { withoutCutPairs } from './chinese-questions';
import { indexWords, type IndexWord } from './index-words';

/**
 * Prepares text for FTS5 with `porter unicode61 remove_diacritics 2`, which folds case and accents and stems English,
 * but knows no words in a CJK run and loses the difference between C and C++ (see index-words.ts). The same words are
 * cut from queries, so that what is indexed can be asked for.
 *
 * @returns words parted by single spaces: those of the text in their order, then further forms of them
 * @example analyzeForIndex('检索 pre-training') // '检索 pre training 索 pretraining'
 */
export function analyzeForIndex(text: string): string {
  const words = indexWords(text);
  const inOrder = words.filter(({ kind }) => kind === 'main');
  const further = words.filter(({ kind }) => kind !== 'main');
  return [...inOrder, ...further].map((word) => word.text).join(' ');
}

/** Something to look for: one word, or words that stand next to each other. */
export interface QueryTerm {
  /** At least one; letters, digits and marks only. */
  words: string[];
  /** Whether words that begin with the last one count too. */
  prefix: boolean;
}

/** A query in the terms of the text index. */
export interface AnalyzedQuery {
  /** Any of them may match; the more, the better. In the order of the query, each as often as it stands there. */
  terms: QueryTerm[];
  /** "Quoted": each of them must match. */
  phrases: QueryTerm[];
  /** -word and -"two words": none of them may match. */
  excluded: QueryTerm[];
  /** The query without its quotation marks and excluded words: what an encoder should read. */
  text: string;
}

/** A quoted phrase or an excluded word; a minus before a digit is a number's. */
const OPERATOR = /(?<![^\s(])(-?)["“”]([^"“”]*)["“”]|(?<![^\s("“])-(?=\p{L})(\S+)/gu;

/**
 * Parses what a person typed. Nothing is a syntax error: a lonely quotation mark or minus is ignored, and a query that
 * only excludes looks for what it names.
 *
 * @param quotesBind given the words beside the quotes, whether the quoted ones must match; when not, they are words like
 *   the others, and the phrase counts on top
 * @example analyzeQuery('jazz -"free jazz"').excluded // [{ words: ['free', 'jazz'], prefix: false }]
 */
export function analyzeQuery(
  query: string,
  quotesBind: (beside: readonly string[]) => boolean = () => true,
): AnalyzedQuery {
  const phrases: QueryTerm[] = [];
  const excluded: QueryTerm[] = [];
  const text = query.replace(
    OPERATOR,
    (_all, minus: string | undefined, quoted: string | undefined, word) => {
      const [term] = phraseOf(quoted ?? String(word));
      if (term) (minus === '-' || quoted === undefined ? excluded : phrases).push(term);
      return minus === '-' || quoted === undefined ? ' ' : ` ${quoted} `;
    },
  );
  const beside = askedWords(query.replace(OPERATOR, ' '));
  const bind = quotesBind(beside.flatMap(({ text, kind }) => (kind === 'main' ? [text] : [])));
  const terms = [...termsOf(bind ? beside : askedWords(text)), ...phrases];
  if (terms.length === 0 && excluded.length > 0)
    return { terms: termsOf(askedWords(query)), phrases: [], excluded: [], text: collapse(query) };
  return {
    terms,
    phrases: bind ? distinct(phrases) : [],
    excluded: distinct(excluded),
    text: collapse(text),
  };
}

function askedWords(text: string): IndexWord[] {
  return withoutCutPairs(indexWords(text), text);
}

/**
 * Everything that can find the words of a query; written-together words also as the phrase they make, unless their
 * joined form says the same: "boundary-layer" would count four times.
 */
function termsOf(words: readonly IndexWord[]): QueryTerm[] {
  const groups = new Map<number, IndexWord[]>();
  for (const word of words) groups.set(word.group, [...(groups.get(word.group) ?? []), word]);
  return [...groups.values()].flatMap((group) => {
    const found = group.filter(({ kind }) => kind !== 'tail').map(single);
    const inOrder = group.filter(({ kind }) => kind === 'main');
    const joined = group.some(({ kind }) => kind === 'joined');
    const isPhrase = inOrder.length > 1 && inOrder.length <= LONGEST_GROUP && !joined;
    return isPhrase ? [...found, phraseTerm(inOrder)] : found;
  });
}

/** Words of a group that are also looked for as a phrase; longer ones are sentences in Chinese. */
const LONGEST_GROUP = 8;

function phraseOf(text: string): QueryTerm[] {
  const words = indexWords(text).filter(({ kind }) => kind === 'main');
  return words.length === 0 ? [] : [phraseTerm(words)];
}

/** One CJK character begins some word wherever it stands. */
function single({ text, cjk }: IndexWord): QueryTerm {
  return { words: [text], prefix: cjk && [...text].length === 1 };
}

function phraseTerm(words: readonly IndexWord[]): QueryTerm {
  const last = words.at(-1);
  return {
    words: words.map(({ text }) => text),
    prefix: last !== undefined && last.cjk && [...last.text].length === 1,
  };
}

function distinct(terms: readonly QueryTerm[]): QueryTerm[] {
  return [...new Map(terms.map((term) => [term.words.join(' ').toLowerCase(), term])).values()];
}

function collapse(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
