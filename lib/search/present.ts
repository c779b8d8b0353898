import type { PassageRow } from '@/lib/store/types';
import { bestSentence } from './best-sentence';
import { explain } from './explain';
import type { FoundDocument, FoundPassage } from './group';
import { highlightsOf, matchWords, type WordMatch } from './highlight';
import type { Lexicon } from './lexicon';
import type { SearchQuery, SearchTerm } from './query';
import type { Explanation, PassageHit } from './types';

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
  matches: WordMatch[];
}

/** Marks the words of a query in all passages of a page. @returns by passage id */
export function markPassages(
  rows: readonly PassageRow[],
  query: SearchQuery,
  lexicon: Lexicon,
): Map<number, MarkedPassage> {
  const texts = rows.map(({ text }) => text);
  const matches = matchWords(texts, termsToMark(query), lexicon);
  return new Map(rows.map((row, at) => [row.id, { row, matches: matches[at] ?? [] }]));
}

/**
 * The passages of a document as they are shown, and why its best one stands where it stands.
 *
 * @param marked passages by id, those of passagesToShow among them
 * @returns null when its best passage is not among them: it was replaced since it was found
 */
export function presentDocument(
  document: FoundDocument,
  { title, marked }: { title: string; marked: ReadonlyMap<number, MarkedPassage> },
  lexicon: Lexicon,
): { passages: PassageHit[]; explanation: Explanation } | null {
  const shown = passagesToShow(document).flatMap((passage) => {
    const found = marked.get(passage.id);
    return found ? [{ passage, ...found }] : [];
  });
  const [best] = shown;
  if (!best || best.passage !== document.passages[0]) return null;
  const weightOf = ({ term }: WordMatch) => rarity(term, lexicon);
  const hits = shown.map(({ passage, row, matches }) =>
    passageHit(row, passage.score, { title, matches, weightOf }),
  );
  return { passages: hits, explanation: explain(best.passage, best.row.text, best.matches) };
}

/** Words that only ask are marked when there are no others, and in phrases. */
function termsToMark({ terms, phrases }: SearchQuery): SearchTerm[] {
  const words = terms.filter(({ stems }) => stems.length === 1);
  const naming = words.filter(({ stop }) => !stop);
  return [...(naming.length > 0 || phrases.length > 0 ? naming : words), ...phrases];
}

/** How much it says that a passage has the term: ln(passages / passages with its rarest word), at least a little. */
function rarity({ stems, prefix }: SearchTerm, lexicon: Lexicon): number {
  const counts = stems.map((stem) => lexicon.frequency(stem, prefix));
  return Math.log(1 + lexicon.passages() / (1 + Math.min(...counts)));
}

function passageHit(
  { id, ordinal, start, end, headingPath, page, text }: PassageRow,
  score: number,
  found: { title: string; matches: readonly WordMatch[]; weightOf: (match: WordMatch) => number },
): PassageHit {
  const { title, matches, weightOf } = found;
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
    bestSentence: bestSentence(text, matches, weightOf, [title, ...headingPath]),
  };
}
