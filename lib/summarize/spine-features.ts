import { dot } from '@/lib/statistics/dot';
import { answerKind } from './answer-kind';
import type { Candidate, SummaryPassage } from './candidates';
import { REFERRING } from './clause-words';
import { contentWords, shareOfChinese, topicCharacters } from './content-words';
import { normalise } from './meaning-vectors';

/** What speaks for and against retelling a sentence; weighed in spine-weights.ts. */
export interface SpineFeatures {
  /** Cosine with the query, -1 to 1; 0 without a query. */
  relevance: number;
  /** Cosine of the query with the mean of the passage's sentences; 0 without a query. */
  passageRelevance: number;
  /**
   * Share of the query's topic words that it has, rare ones counting more, 0 to 1; of an entry, of those that are not
   * in the title of its sheet.
   */
  queryWords: number;
  /**
   * Share of the query's topic words (Chinese: characters) that it or its passage's title and headings have, counted
   * alike, 0 to 1.
   */
  headedWords: number;
  /** Score of its passage in the search, as a share of the best one's; 1 where nothing was searched. */
  standing: number;
  /** Cosine with the mean of all candidates. */
  centrality: number;
  /** Topic words that it shares with other candidates, damped by its length. */
  sharedWords: number;
  /** 1 when it opens its passage. */
  opening: number;
  /** Logarithm of its words (Chinese: characters / 2). */
  length: number;
  /** How much it has over 35 words, and under 12, in tens. */
  tooLong: number;
  tooShort: number;
  question: number;
  /** "We propose …", "This paper …": says what its text is about. */
  announces: number;
  /** Reports experiments or results. */
  reports: number;
  /** Opens with a pronoun or a link, so that it needs the sentence before. */
  leans: number;
  /** Looks like an answer to what was asked: has a time for "how long", a number for "how many". */
  fits: number;
}

const ANNOUNCES =
  /\b(?:we|this (?:paper|work|article|study|chapter|review)|our (?:work|paper|method|approach))\b[^.]{0,40}\b(?:propos|present|introduc|develop|describ|stud|investigat|explor|design|address|aim|provid|establish|argu|tackl|consider|show|demonstrat|prov|find)|^(?:本文|我们|针对|研究|综述)|(?:提出|建立|设计|构建|探讨)了/iu;
const REPORTS =
  /\b(?:experiment|experiments|empirical|empirically|evaluate|benchmark|benchmarks|datasets?|code is|available at|results? (?:show|demonstrate|indicate)|we (?:also )?(?:show|demonstrate|evaluate))\b|https?:|结果表明|实验表明/iu;
const LEANS =
  /^(?:(?:and|but|or|so|also|then|thus|therefore|however|moreover|furthermore|for example|for instance)\b|但|而|因此|所以|然而|此外|其中|同时|另外|他|她|它|该|此|这|其)/iu;

/**
 * Features of all candidates of a summary.
 *
 * @param passages those that the candidates' places name
 * @param vectors of the candidates, L2-normalised, in their order
 * @param query its text and vector, or null
 */
export function spineFeatures(
  passages: readonly Pick<SummaryPassage, 'score' | 'heading'>[],
  candidates: readonly Candidate[],
  vectors: readonly Float32Array[],
  query: { text: string; vector: Float32Array } | null,
): SpineFeatures[] {
  // The title says whose an entry is, and nothing of what was asked about it.
  const words = candidates.map(({ text, entry }) => contentWords(entry ?? text));
  const spread = new Map<string, number>();
  for (const list of words) for (const word of new Set(list)) spread.set(word, (spread.get(word) ?? 0) + 1);
  const rarity = (word: string) => Math.log(1 + candidates.length / (1 + (spread.get(word) ?? 0)));
  const asked = query ? [...new Set(contentWords(query.text))] : [];
  const centre = mean(vectors);
  const centres = passageCentres(candidates, vectors);
  const topics = shareOfChinese(query?.text ?? '') > 0.3 ? topicCharacters : contentWords;
  const topic = query ? [...new Set(topics(query.text))] : [];
  const headings = passages.map(({ heading }) => new Set(topics(heading ?? '')));
  const looksLikeAnswer = query ? answerKind(query.text) : null;
  const bestScore = Math.max(...passages.map(({ score }) => score ?? 0));
  return candidates.map(({ text, entry, ordinal, passage }, at) => {
    const vector = vectors[at] ?? new Float32Array();
    const own = new Set(words[at]);
    // What the title of a data sheet has of the question, all entries of the sheet have.
    const titled = new Set(entry === undefined ? [] : contentWords(text).filter((word) => !own.has(word)));
    const wanted = asked.filter((word) => !titled.has(word));
    const found = wanted.filter((word) => own.has(word));
    const said = new Set(topics(text));
    const headed = topic.filter((word) => said.has(word) || headings[passage]?.has(word));
    const weight = (of: readonly string[]) => of.reduce((sum, word) => sum + rarity(word), 0);
    const shared = [...own].reduce((sum, word) => sum + (spread.get(word) ?? 1) - 1, 0);
    const count = lengthInWords(text);
    return {
      relevance: query ? dot(query.vector, vector) : 0,
      passageRelevance: query ? dot(query.vector, centres.get(passage) ?? vector) : 0,
      queryWords: wanted.length > 0 ? weight(found) / weight(wanted) : 0,
      headedWords: topic.length > 0 ? headed.length / topic.length : 0,
      standing: bestScore > 0 ? (passages[passage]?.score ?? 0) / bestScore : 1,
      centrality: dot(centre, vector),
      sharedWords: shared / Math.sqrt(Math.max(1, own.size) * candidates.length),
      opening: ordinal === 0 ? 1 : 0,
      length: Math.log(1 + Math.min(count, 80)),
      tooLong: Math.max(0, count - 35) / 10,
      tooShort: Math.max(0, 12 - count) / 10,
      question: /[?？]["'”’)]*$/u.test(text) ? 1 : 0,
      announces: ANNOUNCES.test(text) ? 1 : 0,
      reports: REPORTS.test(text) ? 1 : 0,
      leans: leans(text) ? 1 : 0,
      fits: looksLikeAnswer?.(text) ? 1 : 0,
    };
  });
}

/** Words, two Chinese characters counting as one. */
export function lengthInWords(text: string): number {
  const chinese = shareOfChinese(text);
  return chinese > 0.3 ? [...text].length / 2 : text.split(' ').length;
}

function leans(text: string): boolean {
  const first = /^\p{L}+/u.exec(text)?.[0].toLowerCase() ?? '';
  return REFERRING.has(first) || LEANS.test(text);
}

function passageCentres(
  candidates: readonly Candidate[],
  vectors: readonly Float32Array[],
): Map<number, Float32Array> {
  const members = new Map<number, Float32Array[]>();
  candidates.forEach(({ passage }, at) => {
    const vector = vectors[at];
    if (vector) members.set(passage, [...(members.get(passage) ?? []), vector]);
  });
  return new Map([...members].map(([passage, list]) => [passage, mean(list)]));
}

function mean(vectors: readonly Float32Array[]): Float32Array {
  const sum = new Float32Array(vectors[0]?.length ?? 0);
  for (const vector of vectors) vector.forEach((value, at) => (sum[at] = (sum[at] ?? 0) + value));
  return normalise(sum);
}
