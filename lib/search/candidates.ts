import type { Config } from '@/lib/config';
import type { Retriever } from '@/lib/index/retriever-client';
import type { PassageKey, Store } from '@/lib/store/types';
import { balanceOf, readableShare, unreadShare, type Balance } from './balance';
import {
  COUNTED_DEPTH,
  fuseByRank,
  fuseByScore,
  lowestScore,
  type FusedPassage,
  type RankedList,
} from './fuse';
import type { FoundPassage } from './group';
import { lexicalSearch, NOTHING_FOUND } from './lexical';
import type { Lexicon } from './lexicon';
import { SUPPORTED, supportByNeighbours } from './neighbours';
import type { SearchQuery } from './query';
import { isRestricted, restrict } from './restrict';
import { semanticSearch, type SemanticList } from './semantic';
import type { SearchRequest, SearchTimings } from './types';
import type { VectorsOf } from './vectors-at-hand';

/** What search needs. */
export interface SearchDependencies {
  store: Store;
  retriever: Pick<Retriever, 'search'>;
  config: Pick<Config, 'hybridWeight'>;
}

/** How the lists of hybrid search become one; what is left out is as the product does it. */
export interface Ranking {
  /** By normalised scores, unless said otherwise. */
  fusion?: 'score' | 'rank';
  /** Weight of the semantic list whatever the query, 0 to 1. */
  fixedWeight?: number;
  /** Whether passages that are alike support each other. */
  neighbours?: boolean;
}

/** Passages fetched for every document wanted, since several may be of one. */
const PASSAGES_PER_DOCUMENT = 4;
/** However far someone pages. */
const MOST_PASSAGES = 5_000;
/** Of these many nearest passages some will have the quoted phrase. */
const RESTRICTED_DEPTH = 1_000;
const NOTHING_NEAR: SemanticList = {
  passages: [],
  keys: [],
  unknownShare: 0,
  vector: new Float32Array(),
  vectorsOf: () => new Map(),
  timings: { embedMs: 0, syncMs: 0, searchMs: 0 },
};

/** What the lists brought. */
export interface Candidates {
  /** Best first. */
  passages: FoundPassage[];
  /** The query's vector; null when it was not embedded, or when the encoder cannot read it. */
  queryVector: Float32Array | null;
  /** Vectors of passages; nothing where there is no vector of the query. */
  vectorsOf: VectorsOf;
  timings: Omit<SearchTimings, 'presentMs'>;
}

const NO_CANDIDATES: Candidates = {
  passages: [],
  queryVector: null,
  vectorsOf: NOTHING_NEAR.vectorsOf,
  timings: { embedMs: 0, vectorsMs: 0, wordsMs: 0, rankMs: 0 },
};

/**
 * The passages that may answer, ranked as one list, best first. While the encoder works in its thread, the text
 * index is asked on this one.
 */
export async function findCandidates(
  { store, retriever, config }: SearchDependencies,
  lexicon: Lexicon,
  query: SearchQuery,
  { mode, limit, offset, filter }: Pick<SearchRequest, 'mode' | 'limit' | 'offset' | 'filter'>,
  { fusion = 'score', fixedWeight, neighbours = true }: Ranking = {},
): Promise<Candidates> {
  if (query.terms.length === 0) return NO_CANDIDATES;
  const wanted = Math.min(MOST_PASSAGES, (offset + limit) * PASSAGES_PER_DOCUMENT);
  const restricted = isRestricted(query);
  const depth = {
    semantic: Math.max(COUNTED_DEPTH.semantic, wanted, restricted ? RESTRICTED_DEPTH : 0),
    lexical: Math.max(COUNTED_DEPTH.lexical, wanted),
  };
  const nearest =
    mode === 'lexical'
      ? null
      : semanticSearch(store, retriever, query.text, { filter, depth: depth.semantic });
  // It is awaited below; should the text index fail first, its own failure must not be an unhandled one.
  nearest?.catch(() => undefined);
  const asked = performance.now();
  const worded =
    mode === 'semantic'
      ? NOTHING_FOUND
      : lexicalSearch(store, lexicon, query, { filter, depth: depth.lexical });
  const wordsMs = performance.now() - asked;
  const lexical = worded.passages;
  const near = (await nearest) ?? NOTHING_NEAR;
  const listed = performance.now();
  const semantic = restricted ? restrict(store, query, near.passages) : near.passages;
  const unread = unreadShare(query.text, near.unknownShare);

  const lists = weightedLists(
    { semantic, lexical, floor: lowestScore(near.passages) },
    mode === 'hybrid'
      ? fixedWeight === undefined
        ? balanceOf(config.hybridWeight, { semantic, lexical, passages: lexicon.passages(), unread })
        : { semantic: fixedWeight, lexical: 1 - fixedWeight }
      : { semantic: 1, lexical: 1 },
  );
  const fused = fusion === 'rank' ? fuseByRank(lists) : fuseByScore(lists);
  const keys = new Map([...worded.keys, ...near.keys].map((key) => [key.id, key]));
  const supported = mode === 'hybrid' && fusion === 'score' && neighbours;
  const ranked = supported ? supportedOnTop(fused, keys, near.vectorsOf, readableShare(unread)) : fused;
  const { embedMs, syncMs, searchMs } = near.timings;
  return {
    passages: withKeys(ranked, keys),
    queryVector: nearest && readableShare(unread) > 0 ? near.vector : null,
    vectorsOf: near.vectorsOf,
    timings: { embedMs, vectorsMs: syncMs + searchMs, wordsMs, rankMs: performance.now() - listed },
  };
}

type Keys = ReadonlyMap<number, PassageKey>;

function supportedOnTop(
  fused: readonly FusedPassage[],
  keys: Keys,
  vectorsOf: VectorsOf,
  readable: number,
): FusedPassage[] {
  const vectorIds = new Map(fused.slice(0, SUPPORTED).map(({ id }) => [id, keys.get(id)?.vectorId ?? -1]));
  const vectors = vectorsOf([...vectorIds.values()]);
  return supportByNeighbours(fused, ({ id }) => vectors.get(vectorIds.get(id) ?? -1), readable);
}

/** The lists that count for something. */
function weightedLists(
  {
    semantic,
    lexical,
    floor,
  }: { semantic: RankedList['passages']; lexical: RankedList['passages']; floor: number },
  balance: Balance,
): RankedList[] {
  const lists: RankedList[] = [
    { list: 'semantic', weight: balance.semantic, passages: semantic, floor },
    { list: 'lexical', weight: balance.lexical, passages: lexical, floor: 0 },
  ];
  return lists.filter(({ weight, passages }) => weight > 0 && passages.length > 0);
}

function withKeys(passages: readonly FusedPassage[], keys: Keys): FoundPassage[] {
  return passages.flatMap(({ id, score, lists }) => {
    const key = keys.get(id);
    return key ? { id, score, lists, key } : [];
  });
}
