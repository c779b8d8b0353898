import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { processWide } from '@/lib/process-wide';
import type { Runtime } from '@/lib/runtime';
import type { SearchResponse } from '@/lib/search/types';
import { storeStats } from '@/lib/store/stats';
import { log } from './log';
import { errorOfRequest } from './problem-response';

/** Seconds; from a cheap answer to the time limit of a request. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/** What is counted for Prometheus, from the start of the process on. No label holds anything that a caller wrote. */
const metrics = () => processWide('metrics', createMetrics);

function createMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const gauge = <Label extends string = never>(name: string, help: string, labelNames: Label[] = []) =>
    new Gauge({ name: `recollect_${name}`, help, labelNames, registers });
  return {
    registry,
    requests: new Counter({
      name: 'recollect_http_requests_total',
      help: 'Requests answered, by method, route and status.',
      labelNames: ['method', 'route', 'status'],
      registers,
    }),
    durations: new Histogram({
      name: 'recollect_http_request_duration_seconds',
      help: 'Time until an answer, of a stream until its beginning, by method and route.',
      labelNames: ['method', 'route'],
      buckets: BUCKETS,
      registers,
    }),
    stages: new Histogram({
      name: 'recollect_search_stage_duration_seconds',
      help: 'Time of the stages of a search, by mode; vectors and words are looked up side by side.',
      labelNames: ['mode', 'stage'],
      buckets: BUCKETS,
      registers,
    }),
    atWork: gauge('at_work', 'Searches and summaries at work.', ['work']),
    waiting: gauge('waiting', 'Searches and summaries that wait for their turn.', ['work']),
    ready: gauge('ready', '1 when the database and the index could be asked, otherwise 0.'),
    documents: gauge('documents', 'Documents that can be searched.'),
    passages: gauge('passages', 'Passages that can be searched.'),
    vectors: gauge('index_vectors', 'Vectors in the index.'),
  };
}

/** One request that was answered. @param route its pattern, as `/api/v1/documents/{id}` @param tookMs milliseconds */
export function countRequest(method: string, route: string, status: number, tookMs: number): void {
  const { requests, durations } = metrics();
  requests.inc({ method, route, status: String(status) });
  durations.observe({ method, route }, tookMs / 1000);
}

/** How long a search took, stage by stage. */
export function countSearch({ mode, timings }: Pick<SearchResponse, 'mode' | 'timings'>): void {
  const { stages } = metrics();
  for (const [name, ms] of Object.entries(timings))
    stages.observe({ mode, stage: name.replace(/Ms$/, '') }, ms / 1000);
}

/** Everything that is counted, in the text format of Prometheus, with its media type. */
export async function metricsText(
  start: () => Promise<Runtime>,
): Promise<{ text: string; contentType: string }> {
  const { registry, ready, ...gauges } = metrics();
  try {
    const { store, retriever, permits } = await start();
    for (const [work, { atWork, waiting }] of Object.entries(permits)) {
      gauges.atWork.set({ work }, atWork);
      gauges.waiting.set({ work }, waiting);
    }
    const { documents, passages } = await storeStats(store);
    gauges.documents.set(documents);
    gauges.passages.set(passages);
    gauges.vectors.set((await retriever.stats()).vectors);
    ready.set(1);
  } catch (thrown) {
    const error = errorOfRequest(thrown, 'metrics');
    log().error({ code: error.code, err: error.cause ?? error }, 'metrics without what is held');
    ready.set(0);
  }
  return { text: await registry.metrics(), contentType: registry.contentType };
}
