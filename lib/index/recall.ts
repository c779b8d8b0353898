import { setImmediate as nextTurn } from 'node:timers/promises';
import { RecollectError } from '@/lib/errors';
import { bootstrapMean } from '@/lib/statistics/bootstrap';
import { seededRandom } from '@/lib/statistics/random';
import { DEFAULT_EF } from './hnsw';
import type { PlannedIndex } from './planned-index';
import type { RecallReport, RecallRequest } from './types';

const TRIED_EF = [32, 64, 128, 256, 512];
/** Recall that ef is chosen for. */
export const TARGET_RECALL = 0.99;
/** Queries that people asked are better than passages to ask with, from these many on. */
const FEWEST_LIVE = 30;

/**
 * Counts how many of the exact neighbours the graph finds, asked with queries that people asked lately or, when there are
 * too few of those, with stored vectors, each without itself. Without a graph every answer is exact and there is nothing
 * to measure.
 *
 * @param live vectors of queries that were asked
 * @param signal aborting ends it between two queries; others get their turn there too
 * @throws RecollectError `aborted`
 */
export async function measureRecall(
  index: PlannedIndex,
  { k, sample, seed }: RecallRequest,
  signal: AbortSignal,
  live: readonly Float32Array[] = [],
): Promise<RecallReport> {
  const askedWith = live.length >= FEWEST_LIVE ? 'queries' : 'passages';
  const random = seededRandom(seed);
  const asked =
    askedWith === 'queries'
      ? sampleOf([...live], sample, random).map((vector) => ({ vector, label: null }))
      : sampleOf([...index.labels()], sample, random).flatMap((label) => {
          const vector = index.get(label);
          return vector ? [{ vector, label }] : [];
        });
  const graph = index.graph;
  const ef = graph?.ef ?? DEFAULT_EF;
  const report: RecallReport = { k, sample: asked.length, askedWith, byEf: [], ef, recommendedEf: null };
  if (!graph || asked.length === 0) return report;
  const queries: { vector: Float32Array; exact: Set<number> }[] = [];
  for (const { vector, label } of asked) {
    const { hits } = index.plan(vector, k + 1, { exact: true });
    const others = hits.map((hit) => hit.label).filter((other) => other !== label && graph.has(other));
    queries.push({ vector, exact: new Set(others.slice(0, k)) });
    await turn(signal);
  }
  for (const tried of TRIED_EF) {
    const recalls: number[] = [];
    const times: number[] = [];
    for (const { vector, exact } of queries) {
      if (exact.size === 0) continue;
      graph.ef = tried;
      const started = performance.now();
      const found = graph.search(vector, k + 1);
      times.push(performance.now() - started);
      graph.ef = ef;
      recalls.push(found.filter(({ label }) => exact.has(label)).length / exact.size);
      await turn(signal);
    }
    if (recalls.length === 0) break;
    const { mean: recall, low, high } = bootstrapMean(recalls, { seed });
    report.byEf.push({ ef: tried, recall, low, high, medianMs: median(times) });
  }
  report.recommendedEf = report.byEf.find(({ low }) => low >= TARGET_RECALL)?.ef ?? null;
  return report;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** The first `count` of a Fisher-Yates shuffle. */
function sampleOf<T>(values: T[], count: number, random: () => number): T[] {
  for (let at = 0; at < Math.min(count, values.length); at += 1) {
    const other = at + Math.floor(random() * (values.length - at));
    [values[at], values[other]] = [values[other] as T, values[at] as T];
  }
  return values.slice(0, count);
}

async function turn(signal: AbortSignal): Promise<void> {
  await nextTurn();
  if (signal.aborted) throw new RecollectError('aborted');
}
