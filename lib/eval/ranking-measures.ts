/** How relevant a document is to a query: above 0, more is better; documents that are not named are not relevant. */
export type Judgements = ReadonlyMap<string, number>;

/** Measures of one ranking, each 0 to 1. */
export interface RankingMeasures {
  /** Normalised discounted cumulative gain of the first 10 (Järvelin & Kekäläinen 2002; gain = judgement, as trec_eval). */
  ndcg10: number;
  /** Share of the relevant documents among the first 100. */
  recall100: number;
  /** 1 / rank of the first relevant document, 0 beyond the first 10. */
  mrr10: number;
  /** Mean of the precision at each relevant document; one that is not in the ranking counts 0. */
  averagePrecision: number;
}

/**
 * @param ranking ids of documents, best first, each once
 * @param judgements of one query, at least one above 0
 * @example rankingMeasures(['b', 'a'], new Map([['a', 1]])).mrr10 // 0.5
 */
export function rankingMeasures(ranking: readonly string[], judgements: Judgements): RankingMeasures {
  const gains = ranking.map((id) => Math.max(0, judgements.get(id) ?? 0));
  const ideal = [...judgements.values()].filter((gain) => gain > 0).sort((a, b) => b - a);
  const relevant = ideal.length;
  if (relevant === 0) return { ndcg10: 0, recall100: 0, mrr10: 0, averagePrecision: 0 };
  const first = gains.slice(0, 10).findIndex((gain) => gain > 0);
  let found = 0;
  let precisions = 0;
  for (const [index, gain] of gains.entries()) {
    if (gain === 0) continue;
    found += 1;
    precisions += found / (index + 1);
  }
  return {
    ndcg10: discounted(gains) / discounted(ideal),
    recall100: gains.slice(0, 100).filter((gain) => gain > 0).length / relevant,
    mrr10: first < 0 ? 0 : 1 / (first + 1),
    averagePrecision: precisions / relevant,
  };
}

function discounted(gains: readonly number[]): number {
  return gains.slice(0, 10).reduce((sum, gain, index) => sum + gain / Math.log2(index + 2), 0);
}
