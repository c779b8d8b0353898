import { parseConfig } from '@/lib/config';
import { PlannedIndex } from '@/lib/index/planned-index';
import { measureRecall, TARGET_RECALL } from '@/lib/index/recall';
import type { RecallReport } from '@/lib/index/types';
import { COUNTED_DEPTH } from '@/lib/search/fuse';
import { seededRandom } from '@/lib/statistics/random';
import { openStore } from '@/lib/store/open-store';
import { liveVectors } from '@/lib/store/vectors';
import { latencyOf, round, verdict, type Latency } from './measure';
import { SHARES } from './search-corpus';

/** Bar of the project, for filtered search. */
const LEAST_RECALL = 0.98;
const K = 10;
/** Neighbours that a search fetches, of which it shows the best. */
const DEPTH = COUNTED_DEPTH.semantic;
const SAMPLE = 200;
const DELETED_SHARE = 0.9;
/** Milliseconds of building between two looks at the clock. */
const SLICE_MS = 100;

export interface IndexBench {
  vectors: number;
  buildSeconds: number;
  /** Exact scan of all vectors, and the graph's answer, as many neighbours as a search fetches. */
  exact: Latency;
  graph: Latency;
  /** Graph against exact scan, without a filter. */
  recall: RecallReport;
  /** Recall@10 through the planner, by the share of vectors that a filter keeps, in percent. */
  filtered: { percent: number; recall: number; latency: Latency }[];
  /** Recall@10 after nine tenths were deleted: by the graph full of dead elements, and by the one built anew. */
  deleted: { before: number; after: number };
}

/**
 * Builds a graph over all vectors of a database, as if it were never too small for one, and holds it against the exact
 * scan. Stored vectors are the queries; each finds itself, in both.
 */
export async function benchIndex(dataDir: string, report: (line: string) => void): Promise<IndexBench> {
  const { databaseFile } = parseConfig({ ...process.env, RECOLLECT_DATA_DIR: dataDir });
  const store = await openStore(databaseFile, { readonly: true });
  const vectors = [...liveVectors(store)];
  await store.close();
  const index = new PlannedIndex(vectors[0]?.data.length ?? 1, 0);
  for (const { id, data } of vectors) index.add(id, data);
  report(`building a graph of ${index.size} vectors`);
  const started = performance.now();
  while (index.maintain(SLICE_MS));
  const buildSeconds = round((performance.now() - started) / 1000);

  report('holding the graph against exact scans');
  const random = seededRandom(5);
  const queries = Array.from(
    { length: SAMPLE },
    () => vectors[Math.floor(random() * vectors.length)]?.data ?? new Float32Array(index.dimension),
  );
  const filtered = SHARES.map((percent) => {
    const among = new Set(vectors.filter(() => random() < percent / 100).map(({ id }) => id));
    return { percent, ...compare(index, queries, among) };
  });
  const measured = {
    vectors: index.size,
    buildSeconds,
    exact: latencyOf(queries.map((query) => timed(() => index.plan(query, DEPTH, { exact: true })).ms)),
    graph: latencyOf(queries.map((query) => timed(() => index.plan(query, DEPTH)).ms)),
    recall: await measureRecall(index, { k: K, sample: SAMPLE, seed: 5 }, new AbortController().signal),
    filtered,
  };
  for (const { id } of vectors) if (random() < DELETED_SHARE) index.remove(id);
  const before = compare(index, queries).recall;
  while (index.maintain(SLICE_MS));
  return { ...measured, deleted: { before, after: compare(index, queries).recall } };
}

function compare(
  index: PlannedIndex,
  queries: readonly Float32Array[],
  among?: ReadonlySet<number>,
): { recall: number; latency: Latency } {
  const times: number[] = [];
  const kept = among ? { among } : {};
  const recalls = queries.map((query) => {
    const exact = index.plan(query, K, { ...kept, exact: true }).hits;
    const { result, ms } = timed(() => index.plan(query, K, kept));
    times.push(ms);
    const found = new Set(result.hits.map(({ label }) => label));
    return exact.length === 0 ? 1 : exact.filter(({ label }) => found.has(label)).length / exact.length;
  });
  const recall = recalls.reduce((sum, value) => sum + value, 0) / recalls.length;
  return { recall: Math.round(recall * 10_000) / 10_000, latency: latencyOf(times) };
}

function timed<Result>(work: () => Result): { result: Result; ms: number } {
  const started = performance.now();
  const result = work();
  return { result, ms: performance.now() - started };
}

/** Lines of a table, and what is said of the bar. */
export function indexTable(bench: IndexBench): string[] {
  const { vectors, buildSeconds, exact, graph, recall, filtered, deleted } = bench;
  const share = (value: number) => value.toFixed(4);
  const perSecond = Math.round(vectors / buildSeconds);
  return [
    `| graph against exact scan, ${vectors} vectors, recall@${recall.k} | |`,
    '| --- | --- |',
    `| graph built | ${buildSeconds} s (${perSecond} vectors/s) |`,
    `| ${DEPTH} neighbours by exact scan | median ${exact.median} ms, p95 ${exact.p95} ms |`,
    `| ${DEPTH} neighbours by the graph | median ${graph.median} ms, p95 ${graph.p95} ms |`,
    ...recall.byEf.map(
      (row) =>
        `| recall at ef ${row.ef} | ${share(row.recall)} (95 %: ${share(row.low)} to ${share(row.high)}), median ${round(row.medianMs)} ms |`,
    ),
    `| smallest ef that surely finds ${TARGET_RECALL} | ${recall.recommendedEf ?? 'none of these'} |`,
    ...filtered.map(
      (row) =>
        `| filter keeps ${row.percent} % (recall at least ${LEAST_RECALL}) | ${share(row.recall)}, ${verdict(row.recall >= LEAST_RECALL)}; median ${row.latency.median} ms, p95 ${row.latency.p95} ms |`,
    ),
    `| nine tenths deleted (recall at least ${LEAST_RECALL}) | ${share(deleted.before)}, ${verdict(deleted.before >= LEAST_RECALL)}; graph built anew ${share(deleted.after)}, ${verdict(deleted.after >= LEAST_RECALL)} |`,
  ];
}
