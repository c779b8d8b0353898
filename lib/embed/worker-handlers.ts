import { availableParallelism } from 'node:os';
import type { Config } from '@/lib/config';
import { Transfer, type HandlerContext } from '@/lib/inference/protocol';
import { singleFlight } from '@/lib/inference/single-flight';
import { ensureEmbeddingModel } from '@/lib/models/embedding-model';
import type { DownloadProgress } from '@/lib/models/hub';
import type { ModelIdentity } from '@/lib/models/identity';
import { createEncoder, type Encoder } from './encoder';
import type { EmbedKind } from './types';

/** workerData of the workers that embed. */
export interface EmbeddingWorkerData {
  config: Config;
  /** Threads of one matrix product; 0 = Config.inferenceThreads. */
  threads: number;
}

/** Handlers that both the embedding and the retrieval worker serve. */
export type EmbeddingHandlers = {
  /** Loads the model (fetching it where that is allowed) and says which it is. */
  load(args: null, context: HandlerContext<DownloadProgress>): Promise<ModelIdentity>;
  embed(
    args: { texts: readonly string[]; kind: EmbedKind },
    context: HandlerContext,
  ): Promise<Transfer<Float32Array[]>>;
};

export interface EmbeddingService {
  handlers: EmbeddingHandlers;
  /** The encoder, loaded at first use; the batches of concurrent calls take turns. */
  encoder(): Promise<Encoder>;
}

/** Serves one encoder, loaded at the first call that needs it; a failed load is tried again by the next call. */
export function createEmbeddingService({ config, threads }: EmbeddingWorkerData): EmbeddingService {
  const listeners = new Set<(progress: DownloadProgress) => void>();
  const encoder = singleFlight(async () => {
    const { dir, identity } = await ensureEmbeddingModel({
      config,
      onProgress: (progress) => listeners.forEach((listener) => listener(progress)),
    });
    const chosen = threads || config.inferenceThreads || availableParallelism();
    return createEncoder(dir, identity, chosen);
  });

  const handlers: EmbeddingHandlers = {
    async load(_args: null, { emit }) {
      listeners.add(emit);
      try {
        return (await encoder()).identity;
      } finally {
        listeners.delete(emit);
      }
    },
    async embed({ texts, kind }: { texts: readonly string[]; kind: EmbedKind }, { signal }: HandlerContext) {
      const vectors = await (await encoder()).embed(texts, kind, signal);
      return new Transfer(
        vectors,
        vectors.map((vector) => vector.buffer as ArrayBuffer),
      );
    },
  };
  return { handlers, encoder };
}
