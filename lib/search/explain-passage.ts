import type { Retriever } from '@/lib/index/retriever-client';
import { dot } from '@/lib/statistics/dot';
import { documentsById, passagesById } from '@/lib/store/passages';
import { requireSelections } from '@/lib/store/require-selections';
import type { DocumentRow } from '@/lib/store/types';
import { vectorsById } from '@/lib/store/vectors';
import { splitSentences } from '@/lib/text/sentences';
import { readableShare, unreadShare } from './balance';
import { answersNothing } from './best-sentence';
import { findCandidates, type SearchDependencies } from './candidates';
import { explain } from './explain';
import { groupByDocument } from './group';
import type { WordMatch } from './highlight';
import { lexiconOf, type Lexicon } from './lexicon';
import { evidenceOfWords, markPassages, passageHit } from './present';
import { readQuery, type SearchQuery } from './query';
import { judge, rarity, type Strength } from './strength';
import type { Explanation, PassageHit, SearchRequest, Span } from './types';

/** A sentence of a passage, and what in it speaks to the query; offsets are into the passage's text. */
export interface SentenceEvidence extends Span {
  /** Cosine of query and sentence, -1 to 1; null when the encoder cannot read the query. */
  similarity: number | null;
  /** Share of what the query's words say that the sentence has, 0 to 1. */
  words: number;
}

export interface PassageExplanation {
  query: string;
  mode: SearchRequest['mode'];
  document: DocumentRow;
  passage: PassageHit;
  /** Of its document in this search, from 1; null when the search does not bring it. */
  rank: number | null;
  strength: Strength;
  relevance: number;
  /** Cosine of query and passage; null when the encoder cannot read the query. */
  similarity: number | null;
  /** What the lists gave; without lists, and with a score of 0, when none of them has the passage. */
  explanation: Explanation;
  /** In the order of the text. */
  sentences: SentenceEvidence[];
}

/** As deep as anyone pages with the usual page size; scores do not depend on it. */
const DEPTH = 100;
/** Sentences that are embedded; a passage has a dozen. */
const MOST_SENTENCES = 60;
/** What all words of the query are worth in a sentence, in cosine. */
const WORDS_WORTH = 0.3;

/**
 * Why a passage stands where it stands for a query, or why it does not appear: what the lists gave, and sentence by
 * sentence how near it is in meaning and which words it has. The best sentence is the one where both together are most.
 *
 * @returns null when there is no such passage
 * @throws RecollectError `not_found` for a selection that is not kept; as Retriever.search and Retriever.embed
 */
export async function explainPassage(
  deps: SearchDependencies & { retriever: Pick<Retriever, 'search' | 'embed'> },
  request: Pick<SearchRequest, 'query' | 'mode' | 'filter'>,
  passageId: number,
  signal?: AbortSignal,
): Promise<PassageExplanation | null> {
  const { store, retriever } = deps;
  const { query, mode, filter } = request;
  requireSelections(store, filter);
  const [row] = passagesById(store, [passageId]);
  const document = row && documentsById(store, [row.documentId]).get(row.documentId);
  if (!row || !document) return null;
  const lexicon = lexiconOf(store);
  const read = readQuery(query, lexicon);
  const spans = splitSentences(row.text).slice(0, MOST_SENTENCES);
  const [{ passages }, meaning] = await Promise.all([
    findCandidates(deps, lexicon, read, { mode, filter, limit: DEPTH, offset: 0 }),
    meaningOf(
      retriever,
      read,
      spans.map(({ start, end }) => row.text.slice(start, end)),
      signal,
    ),
  ]);
  const marked = markPassages([row], new Map([[document.id, document]]), read, lexicon).get(row.id);
  if (!marked) return null;

  const found = passages.find(({ id }) => id === row.id);
  const place = groupByDocument(passages).findIndex(({ documentId }) => documentId === document.id);
  const vector = vectorsById(store, [row.vectorId]).get(row.vectorId);
  const similarity = meaning && vector ? dot(meaning.query, vector) : null;
  const worded = wordShares(read, marked.matches, spans, lexicon);
  const sentences = spans.map(({ start, end }, at): SentenceEvidence => {
    const own = meaning?.sentences[at];
    return {
      start,
      end,
      similarity: meaning && own ? dot(meaning.query, own) : null,
      words: worded[at] ?? 0,
    };
  });
  const rank = place === -1 ? null : place + 1;
  const cosine = mode === 'lexical' ? null : similarity;
  const { strength, relevance, judgedBy } = judge({
    cosine,
    rank,
    ...evidenceOfWords(read, lexicon)(marked),
  });
  const passage = passageHit(marked, found?.score ?? 0, lexicon);
  return {
    query,
    mode,
    document,
    passage: {
      ...passage,
      bestSentence: bestOf(sentences, row.text, marked.headings) ?? passage.bestSentence,
    },
    rank,
    strength,
    relevance,
    similarity,
    explanation: explain(found ?? { id: row.id, score: 0, lists: [] }, row.text, marked.matches, judgedBy),
    sentences,
  };
}

/** Vectors of query and sentences; null when the encoder cannot read the query. */
async function meaningOf(
  retriever: Pick<Retriever, 'search' | 'embed'>,
  { text }: SearchQuery,
  sentences: readonly string[],
  signal?: AbortSignal,
): Promise<{ query: Float32Array; sentences: Float32Array[] } | null> {
  const [{ vector, unknownShare }, vectors] = await Promise.all([
    retriever.search({ query: text, k: 1 }, signal),
    retriever.embed(sentences, 'passage', signal),
  ]);
  const readable = readableShare(unreadShare(text, unknownShare));
  return readable > 0 ? { query: vector, sentences: vectors } : null;
}

/** For each sentence the share of what the query's words say that it has. */
function wordShares(
  { terms }: SearchQuery,
  matches: readonly WordMatch[],
  spans: readonly Span[],
  lexicon: Lexicon,
): number[] {
  const single = terms.filter(({ stems }) => stems.length === 1);
  const naming = single.filter(({ stop }) => !stop);
  const asked = naming.length > 0 ? naming : single;
  const worthOf = (some: Iterable<(typeof asked)[number]>) =>
    [...some].reduce((sum, term) => sum + rarity(term, lexicon), 0);
  const all = worthOf(asked);
  return spans.map((span) => {
    const inside = matches.filter(({ start, end }) => start >= span.start && end <= span.end);
    const terms = new Set(inside.map(({ term }) => term).filter((term) => asked.includes(term)));
    return all > 0 ? worthOf(terms) / all : 0;
  });
}

/** A heading names what follows and answers nothing: it is taken only where nothing else is. */
function bestOf(
  sentences: readonly SentenceEvidence[],
  text: string,
  headings: readonly string[],
): Span | null {
  const said = sentences.filter(({ start, end }) => !answersNothing(text.slice(start, end), headings));
  const worth = ({ similarity, words }: SentenceEvidence) => (similarity ?? 0) + WORDS_WORTH * words;
  const [best] = [...(said.length > 0 ? said : sentences)].sort((a, b) => worth(b) - worth(a));
  return best ? { start: best.start, end: best.end } : null;
}
