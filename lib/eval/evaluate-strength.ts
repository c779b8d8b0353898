import type { Config } from '@/lib/config';
import type { Retriever } from '@/lib/index/retriever-client';
import { search } from '@/lib/search/search';
import { featuresOf, judge, type Strength, type StrengthEvidence } from '@/lib/search/strength';
import type { SearchMode } from '@/lib/search/types';
import type { Store } from '@/lib/store/types';
import { URI_PREFIX } from './evaluation-database';
import { fitLogistic, type Example } from './logistic-regression';
import type { RetrievalSet } from './retrieval-set';

/** A hit whose strength is known from judgements. */
export interface JudgedHit {
  /** Name of the corpus. */
  corpus: string;
  /** Whether the query was asked of its own corpus; a foreign query has no answer there. */
  own: boolean;
  rank: number;
  relevant: boolean;
  evidence: StrengthEvidence;
}

/** Hits of a query that are looked at: what a page shows. */
const PAGE = 10;
const MODES: readonly SearchMode[] = ['hybrid', 'lexical'];

/**
 * Asks a corpus its own queries and those of other sets, to which nothing in it is an answer.
 *
 * @param foreign queries of other sets
 */
export async function judgedHits(
  deps: { store: Store; retriever: Pick<Retriever, 'search'>; config: Config },
  { name, queries }: Pick<RetrievalSet, 'name' | 'queries'>,
  foreign: readonly string[],
  signal: AbortSignal,
): Promise<JudgedHit[]> {
  const asked = [
    ...queries.map(({ text, judgements }) => ({ text, judgements, own: true })),
    ...foreign.map((text) => ({ text, judgements: new Map<string, number>(), own: false })),
  ];
  const hits: JudgedHit[] = [];
  for (const { text, judgements, own } of asked) {
    for (const mode of MODES) {
      signal.throwIfAborted();
      const page = { query: text, mode, limit: PAGE, offset: 0, filter: {}, explain: true };
      for (const { rank, document, explanation } of (await search(deps, page)).hits) {
        if (!explanation) continue;
        const relevant = (judgements.get(document.uri.slice(URI_PREFIX.length)) ?? 0) > 0;
        hits.push({ corpus: name, own, rank, relevant, evidence: explanation.judgedBy });
      }
    }
  }
  return hits;
}

/** Weights as strength-model.ts has them; every corpus counts the same. */
export function fitStrength(hits: readonly JudgedHit[]): { meaning: number[]; words: number[] } {
  const fit = (some: readonly JudgedHit[]) => {
    const sizes = new Map<string, number>();
    for (const { corpus } of some) sizes.set(corpus, (sizes.get(corpus) ?? 0) + 1);
    return fitLogistic(
      some.map(({ corpus, relevant, evidence }): Example => ({
        features: featuresOf(evidence),
        positive: relevant,
        weight: 1 / (sizes.get(corpus) ?? 1),
      })),
    );
  };
  return {
    meaning: fit(hits.filter(({ evidence }) => evidence.cosine !== null)),
    words: fit(hits.filter(({ evidence }) => evidence.cosine === null)),
  };
}

/** What the labels of the product are worth on some hits. */
export interface LabelReport {
  corpus: string;
  /** For each label how many own hits have it, and which share of them is relevant. */
  labels: Record<Strength, { hits: number; relevant: number }>;
  /** Expected calibration error over ten equal bins: how far probability and share of relevant hits are apart. */
  calibrationError: number;
  /** Share of own queries whose best hit is weak. */
  ownWeak: number;
  /** Share of foreign queries whose best hit is weak: those rightly told that nothing matches well. */
  foreignWeak: number;
}

/** @param hits of one corpus */
export function reportLabels(corpus: string, hits: readonly JudgedHit[]): LabelReport {
  const judged = hits.map((hit) => ({ ...hit, ...judge(hit.evidence) }));
  const own = judged.filter((hit) => hit.own);
  const withLabel = (label: Strength) => {
    const some = own.filter(({ strength }) => strength === label);
    return { hits: some.length, relevant: share(some, ({ relevant }) => relevant) };
  };
  const firsts = (mine: boolean) => judged.filter((hit) => hit.own === mine && hit.rank === 1);
  const isWeak = ({ strength }: { strength: Strength }) => strength === 'weak';
  return {
    corpus,
    labels: { strong: withLabel('strong'), likely: withLabel('likely'), weak: withLabel('weak') },
    calibrationError: calibrationError(judged),
    ownWeak: share(firsts(true), isWeak),
    foreignWeak: share(firsts(false), isWeak),
  };
}

function share<T>(some: readonly T[], holds: (one: T) => boolean): number {
  return some.length === 0 ? 0 : some.filter(holds).length / some.length;
}

const BINS = 10;

/** Naeini, Cooper & Hauskrecht (AAAI 2015). */
function calibrationError(hits: readonly { relevance: number; relevant: boolean }[]): number {
  let error = 0;
  for (let bin = 0; bin < BINS; bin += 1) {
    const inside = hits.filter(({ relevance }) => Math.min(BINS - 1, Math.floor(relevance * BINS)) === bin);
    const mean = inside.reduce((sum, { relevance }) => sum + relevance, 0) / Math.max(1, inside.length);
    error +=
      (inside.length / Math.max(1, hits.length)) * Math.abs(mean - share(inside, (hit) => hit.relevant));
  }
  return error;
}
