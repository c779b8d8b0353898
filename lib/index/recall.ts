import { setImmediate as nextTurn } from 'node:timers/promises';
import { RecollectError } from '@/lib/errors';
import { bootstrapMean } from '@/lib/statistics/bootstrap';
import { seededRandom } from '@/lib/statistics/random';
import { DEFAULT_EF } from './hnsw';
import type { PlannedIndex } from './planned-index';
import type { RecallReport, RecallRequest } from './types';

const TRIED_EF = [32, 64, 128, 256, 512];
/** Recall from which an ef is good enough (DESIGN). */
const GOOD_RECALL = 0.98;

/**
 * Asks with stored vectors, each without itself, and counts how many of the exact neighbours the graph finds.
 * Without a graph every answer is exact and there is nothing to measure.
 *
 * @param signal aborting ends it between two queries; others get their turn there too
 * @throws RecollectError `aborted`
 */
export async function measureRecall(
  index: PlannedIndex,
  { k, sample, seed }: RecallRequest,
  signal: AbortSignal,
): Promise<RecallReport> {
  const asked = sampleOf([...index.labels()], sample, seededRandom(seed));
  const graph = index.graph;
  const ef = graph?.ef ?? DEFAULT_EF;
  const report: RecallReport = { k, sample: asked.length, byEf: [], ef, recommendedEf: null };
  if (!graph || asked.length === 0) return report;
  const queries: { vector: Float32Array; exact: Set<number> }[] = [];
  for (const label of asked) {
    const vector = index.get(label);
    if (!vector) continue;
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
  report.recommendedEf = report.byEf.find(({ low }) => low > GOOD_RECALL)?.ef ?? null;
  return report;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** The first `count` of a Fisher-Yates shuffle. */
function sampleOf(values: number[], count: number, random: () => number): number[] {
  for (let at = 0; at < Math.min(count, values.length); at += 1) {
    const other = at + Math.floor(random() * (values.length - at));
    [values[at], values[other]] = [values[other] ?? 0, values[at] ?? 0];
  }
  return values.slice(0, count);
}

async function turn(signal: AbortSignal): Promise<void> {
  await nextTurn();
  if (signal.aborted) throw new RecollectError('aborted');
}
