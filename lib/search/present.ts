import type { DocumentRow, PassageRow } from '@/lib/store/types';
import { bestSentence } from './best-sentence';
import type { FoundDocument, FoundPassage } from './group';
import { highlightsOf, matchWords, type WordMatch } from './highlight';
import type { Lexicon } from './lexicon';
import type { SearchQuery, SearchTerm } from './query';
import { judge, rarity, wordEvidence, type Judged, type StrengthEvidence } from './strength';
import type { PassageHit } from './types';

const MOST_PASSAGES = 3;
/** Further passages of a document are shown when they score at least this share of its best. */
const WORTH_SHOWING = 0.5;

/** The passages of a document that are shown, best first. */
export function passagesToShow({ passages, score: best }: FoundDocument): FoundPassage[] {
  return passages.slice(0, MOST_PASSAGES).filter(({ score }) => score >= best * WORTH_SHOWING);
}

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

/**
 * The passages of a document as they are shown, best first.
 *
 * @param marked passages by id, those of passagesToShow among them
 * @returns null when its best passage is not among them: it was replaced since it was found
 */
export function presentDocument(
  document: FoundDocument,
  marked: ReadonlyMap<number, MarkedPassage>,
  lexicon: Lexicon,
): { passages: PassageHit[]; best: MarkedPassage } | null {
  const shown = passagesToShow(document).flatMap((passage) => {
    const found = marked.get(passage.id);
    return found ? [{ passage, found }] : [];
  });
  const [first] = shown;
  if (!first || first.passage !== document.passages[0]) return null;
  return {
    passages: shown.map(({ passage, found }) => passageHit(found, passage.score, lexicon)),
    best: first.found,
  };
}

/** How likely a passage is to answer. */
export function judgePassage(
  { matches, headed }: MarkedPassage,
  query: SearchQuery,
  { cosine, rank }: Pick<StrengthEvidence, 'cosine' | 'rank'>,
  lexicon: Lexicon,
): Judged {
  const found = new Set([...headed, ...matches.map(({ term }) => term)]);
  const asked = termsToMark(query).filter(({ stems }) => stems.length === 1);
  return judge({ cosine, rank, ...wordEvidence(asked, found, lexicon) });
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
