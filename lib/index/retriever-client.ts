import type { Config } from '@/lib/config';
import type { EmbeddingHandlers, EmbeddingWorkerData } from '@/lib/embed/worker-handlers';
import type { EmbedKind } from '@/lib/embed/types';
import { connectWorker } from '@/lib/inference/connect-worker';
import type { ModelIdentity } from '@/lib/models/identity';
import type { IndexHandlers } from './retrieval-service';
import type { IndexStats, RecallRequest, RecallReport, RetrievalRequest, RetrievalResult } from './types';

/** Embeds and searches in a thread of its own. Nothing is loaded before the first call that needs it. */
export interface Retriever {
  /**
   * Embeds the query (unless a vector is given) and finds its neighbours among what was committed when it was asked.
   *
   * @throws RecollectError `model_mismatch`, `database_unusable`, `worker_failed`, `aborted`, and as Embedder.embed
   */
  search(request: RetrievalRequest, signal?: AbortSignal): Promise<RetrievalResult>;
  /** As Embedder.embed. */
  embed(texts: readonly string[], kind: EmbedKind, signal?: AbortSignal): Promise<Float32Array[]>;
  /** Loads the encoder and says which it is. @throws RecollectError as ensureEmbeddingModel */
  load(): Promise<ModelIdentity>;
  /** Catches up with the database, then tells what the index holds. @throws RecollectError `database_unusable` */
  stats(): Promise<IndexStats>;
  /** Compares the graph with an exact scan; builds what is missing of the graph first. */
  recall(options: RecallRequest, signal?: AbortSignal): Promise<RecallReport>;
  /** Ends the thread; a later call starts another. */
  close(): Promise<void>;
}

/** A retriever over the database and the model of a configuration; its thread starts with the first call. */
export function createRetriever(config: Config): Retriever {
  // A query is a dozen tokens: one thread embeds it sooner than several that wait for each other, and the other cores
  // look up its words meanwhile.
  const settings: EmbeddingWorkerData = { config, threads: config.inferenceThreads || 1 };
  const worker = connectWorker<EmbeddingHandlers & IndexHandlers>('retrieval', settings);
  return {
    search: (request, signal) => worker.call('search', request, { signal }),
    embed: (texts, kind, signal) => worker.call('embed', { texts, kind }, { signal }),
    load: () => worker.call('load', null),
    stats: () => worker.call('stats', null),
    recall: (options, signal) => worker.call('recall', options, { signal }),
    close: () => worker.close(),
  };
}
