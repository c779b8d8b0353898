import { headingText } from '@/lib/chunk/heading-text';
import { search, type SearchDependencies } from '@/lib/search/search';
import type { PassageHit } from '@/lib/search/types';
import { bootstrapMean, type Interval } from '@/lib/statistics/bootstrap';
import { seededRandom } from '@/lib/statistics/random';
import type { Store } from '@/lib/store/types';

/** Shares of the questions whose document is found first, 0 to 1. */
export interface PassageResults {
  questions: number;
  /** Questions whose document is found first: the others say nothing about its passages. */
  found: number;
  /** The passage that is shown first is one under the heading. */
  first: Interval;
  /** The best scored of the shown passages, which ranks the document, is. */
  ranking: Interval;
  /** One of the shown passages is. */
  shown: Interval;
}

/** A heading and the document that it is in. */
interface Question {
  documentId: string;
  title: string;
  heading: string;
}

const HEADING_LINE = /^#{1,6}[ \t]+\S.*$/gmu;
/** A document of fewer passages shows them all. */
const FEWEST_PASSAGES = 4;

/**
 * Whether the right passage of a document is the one shown first, on the documents that are stored: asked is "heading, title"
 * for headings drawn at random, and a passage is right when it has the heading or stands under it.
 *
 * @param count questions to ask, at most
 */
export async function evaluatePassages(
  deps: SearchDependencies,
  count: number,
  signal: AbortSignal,
): Promise<PassageResults> {
  const asked = drawn(headingsOf(deps.store), count);
  const seen: { first: number; ranking: number; shown: number }[] = [];
  for (const { documentId, title, heading } of asked) {
    signal.throwIfAborted();
    const query = `${heading}, ${title}`;
    const { hits } = await search(deps, { query, mode: 'hybrid', limit: 1, offset: 0, filter: {} });
    const [hit] = hits;
    if (hit?.document.id !== documentId) continue;
    const right = (passage: PassageHit | undefined) =>
      Number(passage !== undefined && isUnder(passage, heading));
    seen.push({
      first: right(hit.passages[0]),
      ranking: right(hit.passages.find(({ score }) => score === hit.score)),
      shown: Math.max(...hit.passages.map(right)),
    });
  }
  const mean = (of: (one: (typeof seen)[number]) => number) => bootstrapMean(seen.map(of));
  return {
    questions: asked.length,
    found: seen.length,
    first: mean(({ first }) => first),
    ranking: mean(({ ranking }) => ranking),
    shown: mean(({ shown }) => shown),
  };
}

/** All headings below the title of documents with several passages, each once a document. */
function headingsOf({ db }: Store): Question[] {
  const rows = db
    .prepare<[number], { id: string; title: string; text: string }>(
      `SELECT d.id, d.title, v.text FROM documents d JOIN versions v ON v.id = d.current_version_id
       WHERE (SELECT count(*) FROM passages p WHERE p.document_id = d.id AND p.live = 1) >= ? ORDER BY d.id`,
    )
    .all(FEWEST_PASSAGES);
  return rows.flatMap(({ id, title, text }) => {
    const headings = new Set((text.match(HEADING_LINE) ?? []).map(headingText));
    headings.delete(title);
    headings.delete('');
    return [...headings].map((heading) => ({ documentId: id, title, heading }));
  });
}

function isUnder({ text, headingPath }: PassageHit, heading: string): boolean {
  if (headingPath.includes(heading)) return true;
  return (text.match(HEADING_LINE) ?? []).some((line) => headingText(line) === heading);
}

/** So many of them at random, the same ones every time. */
function drawn<T>(all: readonly T[], count: number): T[] {
  const random = seededRandom(1);
  return all
    .map((one) => ({ one, place: random() }))
    .sort((a, b) => a.place - b.place)
    .slice(0, count)
    .map(({ one }) => one);
}
