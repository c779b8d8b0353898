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

/** The passages of a document as they are shown, and why its best one stands where it stands. */
export function presentDocument(
  { passages }: FoundDocument,
  title: string,
  query: SearchQuery,
  lexicon: Lexicon,
): { passages: PassageHit[]; explanation: Explanation } {
  const [best] = passages;
  if (!best) throw new Error('a document is found by at least one passage');
  const terms = termsToMark(query);
  const shown = passages
    .slice(0, MOST_PASSAGES)
    .filter(({ score }) => score >= best.score * WORTH_SHOWING)
    .map((passage) => ({ passage, matches: matchWords(passage.row.text, terms, lexicon) }));
  const weightOf = ({ term }: WordMatch) => rarity(term, lexicon);
  const hits = shown.map(({ passage, matches }) => passageHit(passage, title, matches, weightOf));
  return { passages: hits, explanation: explain(best, best.row.text, shown[0]?.matches ?? []) };
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
  { row, score }: FoundPassage,
  title: string,
  matches: readonly WordMatch[],
  weightOf: (match: WordMatch) => number,
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
    bestSentence: bestSentence(text, matches, weightOf, [title, ...headingPath]),
  };
}
