import type { Config } from '@/lib/config';
import { connectWorker } from '@/lib/inference/connect-worker';
import type { GenerationHandlers, GenerationWorkerData } from './generation-service';
import type { Generator } from './types';

/**
 * GPT-2 in a worker thread of its own. The model is loaded before this returns.
 *
 * @param threads threads of one matrix product; 0 = Config.inferenceThreads
 * @throws RecollectError `model_not_found` or `model_file_damaged`, naming the file and the command that mends it,
 *   `model_unsupported`, `workers_not_built`, `worker_failed`
 */
export async function createGenerator(
  config: Config,
  { threads = 0 }: { threads?: number } = {},
): Promise<Generator> {
  const settings: GenerationWorkerData = { config, threads };
  const worker = connectWorker<GenerationHandlers>('generation', settings);
  const identity = await worker.call('load', null).catch(async (error: unknown) => {
    await worker.close();
    throw error;
  });
  return {
    identity,
    generate: (request, onText, signal) => worker.call('generate', request, { signal, onEvent: onText }),
    score: (prompt, continuations, signal) => worker.call('score', { prompt, continuations }, { signal }),
    close: () => worker.close(),
  };
}
