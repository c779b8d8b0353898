import { availableParallelism } from 'node:os';
import type { Config } from '@/lib/config';
import type { HandlerContext } from '@/lib/inference/protocol';
import { singleFlight } from '@/lib/inference/single-flight';
import { ensureGenerationModel } from '@/lib/models/generation-model';
import { throwIfAborted } from './abort';
import { scoreText } from './score-text';
import { openTextModel } from './text-model';
import type { GenerateRequest, GenerateResult, GenerationIdentity } from './types';
import { writeText } from './write-text';

/** workerData of the generation worker. */
export interface GenerationWorkerData {
  config: Config;
  /** Threads of one matrix product; 0 = Config.inferenceThreads. */
  threads: number;
}

export type GenerationHandlers = {
  /** Loads the model and says which it is. */
  load(args: null, context: HandlerContext): Promise<GenerationIdentity>;
  /** Emits pieces of text as they become certain. */
  generate(args: GenerateRequest, context: HandlerContext<string>): Promise<GenerateResult>;
  score(
    args: { prompt: string; continuations: readonly string[] },
    context: HandlerContext,
  ): Promise<number[]>;
};

/**
 * Serves one model, loaded at the first call; a failed load is tried again by the next call. Calls run one after
 * another: they would only take the cores from each other.
 */
export function createGenerationHandlers({ config, threads }: GenerationWorkerData): GenerationHandlers {
  const loaded = singleFlight(async () => {
    const { dir, identity } = await ensureGenerationModel({ config });
    const text = await openTextModel(dir, threads || config.inferenceThreads || availableParallelism());
    return { text, identity };
  });
  let last: Promise<unknown> = Promise.resolve();

  function afterOthers<Value>(signal: AbortSignal, run: () => Promise<Value>): Promise<Value> {
    const turn = last.then(() => {
      throwIfAborted(signal);
      return run();
    });
    // Whoever comes next waits for this call to be over, however it ends; its own caller hears of a failure.
    last = turn.then(
      () => undefined,
      () => undefined,
    );
    return turn;
  }

  return {
    load: async () => (await loaded()).identity,
    generate: (request, { signal, emit }) =>
      afterOthers(signal, async () => writeText((await loaded()).text, request, emit, signal)),
    score: ({ prompt, continuations }, { signal }) =>
      afterOthers(signal, async () => scoreText((await loaded()).text, prompt, continuations, signal)),
  };
}
