import { dot } from '@/lib/statistics/dot';
import type { Candidate, SummaryPassage } from './candidates';
import { contentWords, shareOfChinese } from './content-words';

/** Cosine with the query from which on a sentence is an answer, however near to the title it is. */
const NEAR = 0.6;

/** A text with the encoder's place for it, L2-normalised. */
export interface Placed {
  text: string;
  vector: Float32Array;
}

/**
 * The candidates that say what their document is about, and not what was asked about it: the title of the document has part
 * of the question, the sentence and its headings have nothing of the rest, and it is nearer to the title than to the question. "Mali was an
 * empire" has much of "is there malaria in Mali", all of it because both name Mali.
 *
 * Without a title there is nothing to tell the two apart, and for Chinese the encoder cannot.
 *
 * @param candidates with their places
 * @param titles places of the passages' titles
 */
export function straysOf(
  passages: readonly Pick<SummaryPassage, 'title' | 'heading'>[],
  candidates: readonly { candidate: Candidate; vector: Float32Array }[],
  titles: ReadonlyMap<string, Float32Array>,
  query: Placed,
): Set<Candidate> {
  const asked = new Set(contentWords(query.text));
  const strays = new Set<Candidate>();
  if (shareOfChinese(query.text) > 0.3) return strays;
  for (const { candidate, vector } of candidates) {
    const { title = '', heading = '' } = passages[candidate.passage] ?? {};
    const place = titles.get(title);
    if (!place || shareOfChinese(candidate.text) > 0.3) continue;
    const titled = new Set(contentWords(title));
    const rest = [...asked].filter((word) => !titled.has(word));
    if (rest.length === 0 || rest.length === asked.size) continue;
    const said = new Set(contentWords(`${heading}\n${candidate.text}`));
    if (rest.some((word) => said.has(word))) continue;
    const relevance = dot(vector, query.vector);
    if (relevance < NEAR && relevance < dot(vector, place)) strays.add(candidate);
  }
  return strays;
}
