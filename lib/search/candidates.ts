import type { Config } from '@/lib/config';
import type { Retriever } from '@/lib/index/retriever-client';
import { passagesById } from '@/lib/store/passages';
import type { PassageRow, Store } from '@/lib/store/types';
import { balanceOf, unreadShare } from './balance';
import { fuseByRank, fuseByScore, lowestScore, NORMALISATION_DEPTH, type RankedList } from './fuse';
import type { FoundPassage } from './group';
import { lexicalSearch } from './lexical';
import type { Lexicon } from './lexicon';
import type { SearchQuery } from './query';
import { isRestricted, restrict } from './restrict';
import { semanticSearch, type SemanticList } from './semantic';
import type { SearchRequest } from './types';

/** What search needs. */
export interface SearchDependencies {
  store: Store;
  retriever: Pick<Retriever, 'search'>;
  config: Pick<Config, 'hybridWeight'>;
}

/** How the lists become one; what is left out is as the product does it. */
export interface Ranking {
  /** By normalised scores, unless said otherwise. */
  fusion?: 'score' | 'rank';
  /** Weight of the semantic list whatever the query, 0 to 1. */
  fixedWeight?: number;
}

/** Passages fetched for every document wanted, since several may be of one. */
const PASSAGES_PER_DOCUMENT = 4;
/** However far someone pages. */
const MOST_PASSAGES = 5_000;
/** Of these many nearest passages some will have the quoted phrase. */
const RESTRICTED_DEPTH = 1_000;

/**
 * The passages that may answer, ranked as one list, best first. While the encoder works in its thread, the text
 * index is asked on this one.
 */
export async function findCandidates(
  { store, retriever, config }: SearchDependencies,
  lexicon: Lexicon,
  query: SearchQuery,
  { mode, limit, offset, filter }: Pick<SearchRequest, 'mode' | 'limit' | 'offset' | 'filter'>,
  { fusion = 'score', fixedWeight }: Ranking = {},
): Promise<FoundPassage[]> {
  if (query.terms.length === 0) return [];
  const wanted = Math.min(MOST_PASSAGES, (offset + limit) * PASSAGES_PER_DOCUMENT);
  const depth = Math.max(NORMALISATION_DEPTH, wanted, isRestricted(query) ? RESTRICTED_DEPTH : 0);
  const semantic =
    mode === 'lexical' ? null : semanticSearch(store, retriever, query.text, { filter, depth });
  // It is awaited below; should the text index fail first, its own failure must not be an unhandled one.
  semantic?.catch(() => undefined);
  const lexical = mode === 'semantic' ? null : lexicalSearch(store, lexicon, query, { filter, depth });
  const near = await semantic;

  const balance =
    near && lexical
      ? fixedWeight === undefined
        ? balanceOf(config.hybridWeight, unreadShare(query.text, near.unknownShare))
        : { semantic: fixedWeight, lexical: 1 - fixedWeight }
      : null;
  const lists: RankedList[] = [];
  if (near && balance?.semantic !== 0) lists.push(semanticList(near, balance?.semantic ?? 1));
  if (lexical && balance?.lexical !== 0)
    lists.push({ list: 'lexical', weight: balance?.lexical ?? 1, passages: lexical.passages, floor: 0 });

  function semanticList({ passages }: SemanticList, weight: number): RankedList {
    const kept = isRestricted(query) ? restrict(store, query, passages) : passages;
    return { list: 'semantic', weight, passages: kept, floor: lowestScore(passages) };
  }

  const fused = fusion === 'rank' ? fuseByRank(lists) : fuseByScore(lists);
  const rows = new Map<number, PassageRow>(near?.rows.map((row) => [row.id, row]));
  const missing = fused.map(({ id }) => id).filter((id) => !rows.has(id));
  for (const row of passagesById(store, missing)) rows.set(row.id, row);
  return fused.flatMap((passage) => {
    const row = rows.get(passage.id);
    // A passage replaced since it was found.
    return row ? [{ ...passage, row }] : [];
  });
}
