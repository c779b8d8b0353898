import { ERROR_TABLE, type ErrorCode } from '@/lib/error-table';
import type { ErrorDetails } from '@/lib/errors';
import type { IndexStats } from '@/lib/index/types';
import type { GenerationIdentity, ModelIdentity } from '@/lib/models/identity';
import { DELAY_RESOLUTION_MS, type Runtime } from '@/lib/runtime';
import { requireModel } from '@/lib/store/models';
import { storeStats, type StoreStats } from '@/lib/store/stats';
import { log } from './log';
import { errorOfRequest } from './problem-response';

/** What `GET /api/v1/health` answers. */
export interface Health {
  /** The process answers. */
  live: true;
  /** A search would be answered. */
  ready: boolean;
  /** Why it is not ready. */
  problem?: { code: ErrorCode; detail: string; details?: ErrorDetails | undefined };
  holdings: Pick<StoreStats, 'documents' | 'passages' | 'vectors' | 'versions' | 'lastChange'> | null;
  models: {
    embedding: Pick<ModelIdentity, 'id' | 'revision' | 'dimension' | 'quantisation'> | null;
    /** null until the first summary is asked for. */
    generation: GenerationIdentity | null;
  };
  index: IndexStats | null;
  /** How late timers of the request thread are, since the start or the last reset; milliseconds. */
  eventLoopDelayMs: { p50: number; p99: number; max: number } | null;
  /** Resident memory of the process, bytes; 0 for strangers, as the two below. */
  memoryBytes: number;
  /** The most it ever was, bytes. */
  peakMemoryBytes: number;
  uptimeSeconds: number;
}

/**
 * Whether the server is ready and what it holds. A part that fails makes it not ready; the rest is told all the same.
 *
 * @param start the runtime, started when it is not yet
 * @param reset begin to measure the event loop anew after this answer
 */
export async function healthOf(
  start: () => Promise<Runtime>,
  { reset }: { reset: boolean },
): Promise<Health> {
  const health: Health = {
    live: true,
    ready: false,
    holdings: null,
    models: { embedding: null, generation: null },
    index: null,
    eventLoopDelayMs: null,
    memoryBytes: process.memoryUsage.rss(),
    // maxRSS is in KiB.
    peakMemoryBytes: process.resourceUsage().maxRSS * 1024,
    uptimeSeconds: Math.round(process.uptime()),
  };
  try {
    const parts = await start();
    health.eventLoopDelayMs = delayOf(parts, reset);
    health.models.generation = parts.loadedGenerator()?.identity ?? null;
    const { documents, passages, vectors, versions, lastChange } = await storeStats(parts.store);
    health.holdings = { documents, passages, vectors, versions, lastChange };
    const identity = await parts.retriever.load();
    const { id, revision, dimension, quantisation } = identity;
    health.models.embedding = { id, revision, dimension, quantisation };
    requireModel(parts.store, identity);
    health.index = await parts.retriever.stats();
    health.ready = true;
  } catch (thrown) {
    health.problem = problemOf(thrown);
  }
  return health;
}

/**
 * What everybody may know: whether it is ready, and nothing of the documents, the models, the process, or places on the
 * disk. Nothing is counted for it.
 */
export async function publicReadiness(
  start: () => Promise<Runtime>,
): Promise<Pick<Health, 'ready' | 'problem'>> {
  try {
    const { store, retriever } = await start();
    requireModel(store, await retriever.load());
    await retriever.stats();
    return { ready: true };
  } catch (thrown) {
    const { code } = problemOf(thrown);
    return { ready: false, problem: { code, detail: ERROR_TABLE[code].title } };
  }
}

/** As healthOf, for strangers. */
export async function publicHealth(start: () => Promise<Runtime>): Promise<Health> {
  return {
    live: true,
    ...(await publicReadiness(start)),
    holdings: null,
    models: { embedding: null, generation: null },
    index: null,
    eventLoopDelayMs: null,
    memoryBytes: 0,
    peakMemoryBytes: 0,
    uptimeSeconds: 0,
  };
}

function problemOf(thrown: unknown): NonNullable<Health['problem']> {
  const error = errorOfRequest(thrown, 'health');
  log().error({ code: error.code, err: error.cause ?? error }, 'not ready');
  return { code: error.code, detail: error.message, details: error.reason.details };
}

const NANOSECONDS_PER_MS = 1e6;

function delayOf({ eventLoopDelay }: Runtime, reset: boolean): Health['eventLoopDelayMs'] {
  const ms = (nanoseconds: number) => {
    const late = Math.max(0, nanoseconds / NANOSECONDS_PER_MS - DELAY_RESOLUTION_MS);
    return Math.round(late * 100) / 100;
  };
  const delay = {
    p50: ms(eventLoopDelay.percentile(50)),
    p99: ms(eventLoopDelay.percentile(99)),
    max: ms(eventLoopDelay.max),
  };
  if (reset) eventLoopDelay.reset();
  return delay;
}
