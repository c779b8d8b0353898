import type { DocumentRow, PassageRow } from '@/lib/store/types';
import { bestSentence } from './best-sentence';
import { mostTellingFirst } from './choose-passages';
import type { FoundPassage } from './group';
import { highlightsOf, matchWords, type WordMatch } from './highlight';
import type { Lexicon } from './lexicon';
import type { SearchQuery, SearchTerm } from './query';
import { rarity, weighWords, type WordEvidence } from './strength';
import type { PassageHit } from './types';

/** A passage that is shown, with the words of the query in it. */
export interface MarkedPassage {
  row: PassageRow;
  /** In its text. */
  matches: WordMatch[];
  /** Terms of the query that its title or headings have. */
  headed: ReadonlySet<SearchTerm>;
  /** Title and headings, as they are known without marks. */
  headings: readonly string[];
}

/** Marks the words of a query in all passages of a page. @returns by passage id */
export function markPassages(
  rows: readonly PassageRow[],
  documents: ReadonlyMap<string, DocumentRow>,
  query: SearchQuery,
  lexicon: Lexicon,
): Map<number, MarkedPassage> {
  const headings = rows.map(({ documentId, headingPath }) => [
    documents.get(documentId)?.title ?? '',
    ...headingPath,
  ]);
  const texts = [...rows.map(({ text }) => text), ...headings.map((lines) => lines.join('\n'))];
  const matches = matchWords(texts, termsToMark(query), lexicon);
  return new Map(
    rows.map((row, at) => [
      row.id,
      {
        row,
        matches: matches[at] ?? [],
        headed: new Set((matches[rows.length + at] ?? []).map(({ term }) => term)),
        headings: headings[at] ?? [],
      },
    ]),
  );
}

/** A passage of an answer, with what its words say. */
export interface ShownPassage {
  passage: FoundPassage;
  marked: MarkedPassage;
  words: WordEvidence;
}

/**
 * The passages of a document as they are shown, the most telling first.
 *
 * @param found those of passagesToShow
 * @param marked passages by id, the found ones among them
 * @param evidenceOf as evidenceOfWords makes it
 * @returns null when one is not among them: the document was replaced since it was found
 */
export function presentDocument(
  found: readonly FoundPassage[],
  marked: ReadonlyMap<number, MarkedPassage>,
  evidenceOf: (one: MarkedPassage) => WordEvidence,
  lexicon: Lexicon,
): { passages: PassageHit[]; first: ShownPassage } | null {
  const shown = found.flatMap((passage): ShownPassage[] => {
    const own = marked.get(passage.id);
    return own ? [{ passage, marked: own, words: evidenceOf(own) }] : [];
  });
  const ordered = mostTellingFirst(shown, ({ words }) => words.coverage);
  const [first] = ordered;
  if (!first || shown.length < found.length) return null;
  return {
    passages: ordered.map(({ passage, marked: own }) => passageHit(own, passage.score, lexicon)),
    first,
  };
}

/** Tells how much of the query's words a passage, its title and its headings have. */
export function evidenceOfWords(query: SearchQuery, lexicon: Lexicon): (one: MarkedPassage) => WordEvidence {
  const evidence = weighWords(
    termsToMark(query).filter(({ stems }) => stems.length === 1),
    lexicon,
  );
  return ({ matches, headed }) => evidence(new Set([...headed, ...matches.map(({ term }) => term)]));
}

/** Words that only ask are marked when there are no others, and in phrases. */
function termsToMark({ terms, phrases }: SearchQuery): SearchTerm[] {
  const words = terms.filter(({ stems }) => stems.length === 1);
  const naming = words.filter(({ stop }) => !stop);
  return [...(naming.length > 0 || phrases.length > 0 ? naming : words), ...phrases];
}

/** A passage as it is shown. */
export function passageHit(
  { row, matches, headings }: MarkedPassage,
  score: number,
  lexicon: Lexicon,
): PassageHit {
  const { id, ordinal, start, end, headingPath, page, text } = row;
  return {
    id,
    ordinal,
    start,
    end,
    headingPath,
    page,
    score,
    text,
    highlights: highlightsOf(matches),
    bestSentence: bestSentence(text, matches, ({ term }) => rarity(term, lexicon), headings),
  };
}
