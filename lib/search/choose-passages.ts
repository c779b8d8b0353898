import type { FoundDocument, FoundPassage } from './group';

const MOST_PASSAGES = 3;
/** Further passages of a document are shown when they score at least this share of its best. */
const WORTH_SHOWING = 0.5;
/**
 * What having all the words of the query is worth against being first in every list. For questions about five long documents
 * and about data sheets of countries 0.4 to 1.1 are equally good, and leaving it out is worse (docs/relevance.md).
 */
const COVERAGE_WORTH = 0.7;

/**
 * The passages of a document that are shown: the one that ranks the document, and those that the lists themselves hold for
 * the best.
 *
 * What passages like it score says that a document is on the subject; between passages of one document, which are all
 * alike, it speaks for the one that says what the others say, not for the one that was asked for.
 */
export function passagesToShow({ passages, score: best }: FoundDocument): FoundPassage[] {
  const [ranking, ...others] = passages;
  if (!ranking) return [];
  const worthwhile = others.filter(({ score }) => score >= best * WORTH_SHOWING);
  return [ranking, ...byOwnScore(worthwhile).slice(0, MOST_PASSAGES - 1)];
}

/**
 * Orders passages of one document by how much they tell of what was asked: their own score, and how many of the query's
 * words they have with their headings. A passage that ranks its document for one word said often ("French Polynesia") goes
 * behind the one that has them all ("Climate" of French Polynesia).
 *
 * @param coverageOf share of what the query's words say that a passage has, 0 to 1
 */
export function mostTellingFirst<T extends { passage: FoundPassage }>(
  shown: readonly T[],
  coverageOf: (one: T) => number,
): T[] {
  const worth = new Map(shown.map((one) => [one, ownScore(one.passage) + COVERAGE_WORTH * coverageOf(one)]));
  return [...shown].sort((a, b) => (worth.get(b) ?? 0) - (worth.get(a) ?? 0));
}

function byOwnScore(passages: readonly FoundPassage[]): FoundPassage[] {
  return [...passages].sort((a, b) => ownScore(b) - ownScore(a));
}

/** A passage's score as it would be without its neighbours, 0 to 1. */
function ownScore({ score, lists }: FoundPassage): number {
  const neighbours = lists.find(({ list }) => list === 'neighbours');
  if (!neighbours) return score;
  return (score - neighbours.contribution) / (1 - neighbours.weight);
}
