import { analyzeQuery, type QueryTerm } from '@/lib/text/analyze';
import type { FtsTerms } from './fts-terms';
import { quotesBind } from './quotation';
import { isStopWord } from './stop-words';

/** A term of the query with the terms under which FTS5 files its words. */
export interface SearchTerm extends QueryTerm {
  /** One a word; '' where FTS5 sees none. */
  stems: string[];
  /** Whether all its words only ask. */
  stop: boolean;
  /** How often the query has it. */
  count: number;
}

/** A query, read. */
export interface SearchQuery {
  /** What the encoder reads: without quotation marks and excluded words. */
  text: string;
  /** Any of them may match. */
  terms: SearchTerm[];
  /** Each of them must match. */
  phrases: SearchTerm[];
  /** None of them may match. */
  excluded: SearchTerm[];
}

/** Terms that are looked at; nobody asks a question of more, and pasted pages are cut. */
const MOST_TERMS = 400;

/** Reads a query as lib/text/analyze.ts does, and looks its words up as FTS5 files them. */
export function readQuery(query: string, lexicon: FtsTerms): SearchQuery {
  const { text, terms, phrases, excluded } = analyzeQuery(query, (beside) => quotesBind(query, beside));
  const known = (term: QueryTerm): SearchTerm => ({
    ...term,
    stems: lexicon.of(term.words),
    stop: term.words.every(isStopWord),
    count: 1,
  });
  return {
    text,
    terms: counted(terms.map(known)).slice(0, MOST_TERMS),
    phrases: phrases.map(known),
    excluded: excluded.map(known),
  };
}

/** "run runs running" is one word to the index, three times; a word FTS5 sees nothing in is none. */
function counted(terms: readonly SearchTerm[]): SearchTerm[] {
  const readable = terms.filter(({ stems }) => stems.every((stem) => stem !== ''));
  const byStems = new Map<string, SearchTerm>();
  for (const term of readable) {
    const key = term.stems.join(' ');
    const before = byStems.get(key);
    if (before) before.count += 1;
    else byStems.set(key, term);
  }
  return [...byStems.values()];
}
