import type { Config } from '@/lib/config';
import type { Retriever } from '@/lib/index/retriever-client';
import type { RetrievalRequest, RetrievalResult } from '@/lib/index/types';
import { findCandidates, type Ranking, type SearchDependencies } from '@/lib/search/candidates';
import { groupByDocument } from '@/lib/search/group';
import { lexiconOf } from '@/lib/search/lexicon';
import { readQuery } from '@/lib/search/query';
import type { SearchMode } from '@/lib/search/types';
import type { Store } from '@/lib/store/types';
import { bootstrapMean, type Interval } from '@/lib/statistics/bootstrap';
import { URI_PREFIX } from './evaluation-database';
import { rankingMeasures, type RankingMeasures } from './ranking-measures';
import type { RetrievalSet } from './retrieval-set';

/** A way to rank that is measured. */
export interface Variant {
  name: string;
  mode: SearchMode;
  ranking: Ranking;
}

/** The three modes as the product has them, then other ways to fuse. */
export const VARIANTS: readonly Variant[] = [
  { name: 'lexical', mode: 'lexical', ranking: {} },
  { name: 'semantic', mode: 'semantic', ranking: {} },
  { name: 'hybrid', mode: 'hybrid', ranking: {} },
  { name: 'without neighbours', mode: 'hybrid', ranking: { neighbours: false } },
  { name: 'reciprocal ranks', mode: 'hybrid', ranking: { fusion: 'rank', fixedWeight: 0.5 } },
  ...[0.3, 0.5, 0.7].map((fixedWeight) => ({
    name: `fixed weight ${fixedWeight}`,
    mode: 'hybrid' as const,
    ranking: { fixedWeight, neighbours: false },
  })),
];

export interface VariantResult {
  name: string;
  /** Means over the queries. */
  measures: RankingMeasures;
  /** nDCG@10 against the better of the two single modes, query by query; null for that mode itself. */
  gain: Interval | null;
}

export interface RetrievalResults {
  queries: number;
  /** Name of the better single mode. */
  bestSingle: string;
  variants: VariantResult[];
}

/** Documents of a ranking that are judged. */
const DEPTH = 100;

export interface RetrievalOptions {
  /** Leave out the document that has the query's own id, where queries were taken from documents. */
  excludeSelf: boolean;
  signal: AbortSignal;
}

/** Ranks every query in every variant with the product's code, and measures the rankings. */
export async function evaluateRetrieval(
  { store, retriever, config }: { store: Store; retriever: Pick<Retriever, 'search'>; config: Config },
  { queries }: Pick<RetrievalSet, 'queries'>,
  { excludeSelf, signal }: RetrievalOptions,
): Promise<RetrievalResults> {
  const measured = VARIANTS.map((): RankingMeasures[] => []);
  for (const { id, text, judgements } of queries) {
    signal.throwIfAborted();
    // Every variant asks for the same neighbours.
    const deps = { store, config, retriever: remembering(retriever) };
    const relevant = new Map([...judgements].filter(([document]) => !excludeSelf || document !== id));
    for (const [place, variant] of VARIANTS.entries()) {
      const ranking = await rankedIds(deps, text, variant, excludeSelf ? id : null);
      measured[place]?.push(rankingMeasures(ranking, relevant));
    }
  }
  return compare(measured);
}

async function rankedIds(
  deps: SearchDependencies,
  text: string,
  { mode, ranking }: Variant,
  without: string | null,
): Promise<string[]> {
  const lexicon = lexiconOf(deps.store);
  const page = { mode, limit: DEPTH + 1, offset: 0, filter: {} };
  const { passages } = await findCandidates(deps, lexicon, readQuery(text, lexicon), page, ranking);
  const uris = urisOf(deps.store, groupByDocument(passages).slice(0, DEPTH + 1));
  return uris.filter((id) => id !== without).slice(0, DEPTH);
}

function urisOf({ db }: Store, documents: readonly { documentId: string }[]): string[] {
  const uri = db.prepare<[string], string>('SELECT uri FROM documents WHERE id = ?').pluck();
  return documents.map(({ documentId }) => (uri.get(documentId) ?? '').slice(URI_PREFIX.length));
}

/** The same answer for the same request. */
function remembering(retriever: Pick<Retriever, 'search'>): Pick<Retriever, 'search'> {
  const answers = new Map<string, Promise<RetrievalResult>>();
  return {
    search(request: RetrievalRequest) {
      const key = JSON.stringify([request.query, request.k, request.vector && [...request.vector]]);
      const answer = answers.get(key) ?? retriever.search(request);
      answers.set(key, answer);
      return answer;
    },
  };
}

function compare(measured: readonly RankingMeasures[][]): RetrievalResults {
  const means = measured.map(meanMeasures);
  const singles = [0, 1];
  const best = (means[0]?.ndcg10 ?? 0) >= (means[1]?.ndcg10 ?? 0) ? 0 : 1;
  const variants = VARIANTS.map(({ name }, place): VariantResult => {
    const own = measured[place] ?? [];
    const differences = own.map(({ ndcg10 }, index) => ndcg10 - (measured[best]?.[index]?.ndcg10 ?? 0));
    return {
      name,
      measures: means[place] ?? meanMeasures([]),
      gain: place === best ? null : bootstrapMean(differences),
    };
  });
  const bestSingle = VARIANTS[singles[best] ?? 0]?.name ?? '';
  return { queries: measured[0]?.length ?? 0, bestSingle, variants };
}

function meanMeasures(all: readonly RankingMeasures[]): RankingMeasures {
  const mean = (of: (one: RankingMeasures) => number) =>
    all.reduce((sum, one) => sum + of(one), 0) / Math.max(1, all.length);
  return {
    ndcg10: mean(({ ndcg10 }) => ndcg10),
    recall100: mean(({ recall100 }) => recall100),
    mrr10: mean(({ mrr10 }) => mrr10),
    averagePrecision: mean(({ averagePrecision }) => averagePrecision),
  };
}
