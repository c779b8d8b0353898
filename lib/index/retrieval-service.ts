import { setImmediate as nextTurn } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import type { Config } from '@/lib/config';
import type { EmbeddingService } from '@/lib/embed/worker-handlers';
import { RecollectError } from '@/lib/errors';
import { Transfer, type HandlerContext } from '@/lib/inference/protocol';
import { singleFlight } from '@/lib/inference/single-flight';
import type { ModelIdentity } from '@/lib/models/identity';
import { filterSql, isEmptyFilter, liveVectorIds, openStore, requireModel } from '@/lib/store';
import type { DocumentFilter, Store } from '@/lib/store';
import { warmTextIndex } from '@/lib/store/warm-text-index';
import { createKeeper } from './keeper';
import type { PlannedIndex } from './planned-index';
import { measureRecall } from './recall';
import type {
  IndexStats,
  Neighbour,
  RecallReport,
  RecallRequest,
  RetrievalRequest,
  RetrievalResult,
} from './types';
import { keyOf, type SyncedIndex } from './vector-source';

export type IndexHandlers = {
  /** Loads encoder and index, and says which encoder it is. */
  loadIndex(args: null, context: HandlerContext): Promise<ModelIdentity>;
  search(request: RetrievalRequest, context: HandlerContext): Promise<Transfer<RetrievalResult>>;
  stats(args: null, context: HandlerContext): Promise<IndexStats>;
  recall(request: RecallRequest, context: HandlerContext): Promise<RecallReport>;
};

export interface IndexService {
  handlers: IndexHandlers;
  /** Writes the snapshot if the graph has changed, and closes the database. */
  close(): Promise<void>;
}

/** Milliseconds of graph building between two looks at what else waits. */
const SLICE_MS = 5;
const REMEMBERED_QUERIES = 200;
/** Labels in all remembered filters together; a filter is asked again with every page and every key. */
const REMEMBERED_LABELS = 2_000_000;

/** Serves the vector index of one database, in the thread of the encoder: embedding and searching are one trip. */
export function createIndexService(config: Config, encoder: EmbeddingService['encoder']): IndexService {
  let opened: Store | null = null;
  const store = singleFlight(async () => {
    opened = await openStore(config.databaseFile, { readonly: true });
    return opened;
  });
  /** Vectors of the queries that were asked last, to measure recall with. */
  const queries: Float32Array[] = [];
  const keeper = createKeeper({ dir: config.indexDir, limit: config.exactScanLimit, live: () => queries });
  const filters = new LRUCache<string, ReadonlySet<number>>({
    maxSize: REMEMBERED_LABELS,
    sizeCalculation: (labels) => labels.size + 1,
  });
  let filteredAt: SyncedIndex | null = null;
  const closing = new AbortController();
  let warming: Promise<void> | null = null;

  async function current(): Promise<{ store: Store; synced: SyncedIndex }> {
    const database = await store();
    return { store: database, synced: keeper.current(database) };
  }

  /** The labels of the index that a filter keeps; null when it keeps all. */
  function labelsOf(
    database: Store,
    synced: SyncedIndex,
    filter: DocumentFilter = {},
  ): ReadonlySet<number> | null {
    if (isEmptyFilter(filter)) return null;
    if (filteredAt?.index !== synced.index || filteredAt.seq !== synced.seq) filters.clear();
    filteredAt = synced;
    const key = JSON.stringify(filter);
    let labels = filters.get(key);
    if (!labels) {
      const kept = liveVectorIds(database, filterSql(filter, 'd'));
      labels = new Set(kept.filter((label) => synced.index.has(label)));
      filters.set(key, labels);
    }
    return labels;
  }

  async function embed(text: string, signal: AbortSignal) {
    const { identity, embed: embedTexts, unknownShare } = await encoder();
    const [vector] = await embedTexts([text], 'query', signal);
    if (!vector) throw new Error('one text has one vector');
    return { identity, vector, unknownShare: unknownShare(text) };
  }

  async function search(
    request: RetrievalRequest,
    { signal }: HandlerContext,
  ): Promise<Transfer<RetrievalResult>> {
    const started = performance.now();
    const given = request.vector;
    const asked = given
      ? { vector: given, unknownShare: 0, identity: null }
      : await embed(request.query ?? '', signal);
    if (signal.aborted) throw new RecollectError('aborted');
    const embedded = performance.now();
    const { store: database, synced } = await current();
    if (asked.identity && keyOf(asked.identity) !== keyOf(synced.model))
      requireModel(database, asked.identity);
    const among = labelsOf(database, synced, request.filter);
    const ready = performance.now();
    const { hits, plan } = answer(synced.index, asked.vector, request, among);
    // The vector itself leaves this thread with the answer.
    if (!given && queries.push(asked.vector.slice()) > REMEMBERED_QUERIES) queries.shift();
    const vectors = vectorsOf(synced.index, hits.slice(0, request.withVectors ?? 0));
    const result: RetrievalResult = {
      vector: asked.vector,
      hits,
      vectors,
      plan,
      candidates: among?.size ?? null,
      unknownShare: asked.unknownShare,
      seq: synced.seq,
      timings: {
        embedMs: embedded - started,
        syncMs: ready - embedded,
        searchMs: performance.now() - ready,
      },
    };
    return new Transfer(result, [asked.vector.buffer as ArrayBuffer, vectors.buffer as ArrayBuffer]);
  }

  const handlers: IndexHandlers = {
    async loadIndex() {
      const [{ identity }, { store: database }] = await Promise.all([encoder(), current()]);
      warming ??= warmTextIndex(database, closing.signal).catch((thrown: unknown) =>
        process.emitWarning(`The text index could not be read ahead: ${String(thrown)}`),
      );
      return identity;
    },
    search,
    async stats() {
      const { synced } = await current();
      const { index, seq } = synced;
      const { graph, pending } = index;
      return {
        vectors: index.size,
        dimension: index.dimension,
        seq,
        graph: graph && { vectors: graph.size, pending, deadShare: graph.deadShare, ef: graph.ef },
        recall: keeper.recall,
        snapshot: keeper.snapshot,
      };
    },
    async recall(request, { signal }) {
      const { synced } = await current();
      await completeGraph(synced.index, signal);
      return measureRecall(synced.index, request, signal, queries);
    },
  };

  return {
    handlers,
    async close() {
      closing.abort();
      await warming;
      await keeper.close();
      await opened?.close();
    },
  };
}

/** Builds what is missing of the graph, a slice at a time, so that queries get their turn in between. */
async function completeGraph(index: PlannedIndex, signal: AbortSignal): Promise<void> {
  while (index.maintain(SLICE_MS)) {
    await nextTurn();
    if (signal.aborted) throw new RecollectError('aborted');
  }
}

/** The vectors of some hits, one after the other. */
function vectorsOf(index: PlannedIndex, hits: readonly Neighbour[]): Float32Array {
  const vectors = new Float32Array(hits.length * index.dimension);
  for (const [row, { label }] of hits.entries()) vectors.set(index.get(label) ?? [], row * index.dimension);
  return vectors;
}

/** An index without vectors may have another dimension than the encoder: nothing tells it which. */
function answer(
  index: PlannedIndex,
  vector: Float32Array,
  { k, exact = false }: RetrievalRequest,
  among: ReadonlySet<number> | null,
) {
  if (index.size === 0) return { hits: [], plan: 'empty' as const };
  return index.plan(vector, k, among ? { among, exact } : { exact });
}
