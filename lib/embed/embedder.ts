import type { Config } from '@/lib/config';
import { connectWorker } from '@/lib/inference/connect-worker';
import type { DownloadProgress } from '@/lib/models/hub';
import type { Embedder, EmbedKind } from './types';
import type { EmbeddingHandlers, EmbeddingWorkerData } from './worker-handlers';

/**
 * An embedder in a worker thread of its own. The model is loaded before this returns.
 *
 * @param threads threads of one matrix product; 0 = Config.inferenceThreads
 * @param onProgress hears of a model's download, where one is allowed and needed
 * @throws RecollectError as ensureEmbeddingModel, `workers_not_built`, `worker_failed`
 */
export async function createEmbedder(
  config: Config,
  { threads = 0, onProgress }: { threads?: number; onProgress?: (progress: DownloadProgress) => void } = {},
): Promise<Embedder> {
  const settings: EmbeddingWorkerData = { config, threads };
  const worker = connectWorker<EmbeddingHandlers>('embedding', settings);
  const identity = await worker.call('load', null, { onEvent: onProgress }).catch(async (error: unknown) => {
    await worker.close();
    throw error;
  });
  return {
    identity,
    embed: (texts: readonly string[], kind: EmbedKind, signal?: AbortSignal) =>
      worker.call('embed', { texts, kind }, { signal }),
    close: () => worker.close(),
  };
}
