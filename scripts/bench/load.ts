import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseConfig } from '@/lib/config';
import { openStore } from '@/lib/store/open-store';
import { verify } from '@/lib/store/verify';
import { buildWeb } from '@/scripts/support/build-web';
import { KINDS, loadClient, type Kind, type LoadAnswer } from './load-client';
import { latencyOf, machineName, round, verdict, type Latency } from './measure';
import { startServer, type ProductionServer } from './production-server';
import { queriesOf } from './queries';
import { searchCorpus } from './search-corpus';

/** Bars of the project. */
const MOST_SLOPE_MB = 1;
/** Statuses that a server under load may answer with; 404 is for what another client has just deleted. */
const ALLOWED = new Set([200, 202, 204, 404, 429, 503]);
/** Share of the time that is not counted for memory: caches fill, code is compiled. */
const WARM_UP_SHARE = 0.3;
const SAMPLE_EVERY_MS = 5_000;

export interface LoadBench {
  machine: string;
  passages: number;
  clients: number;
  minutes: number;
  requests: number;
  kinds: Partial<Record<Kind, { count: number; statuses: Record<string, number>; latency: Latency }>>;
  /** Answers with another status than those a loaded server may give, and streams that broke; the first twenty. */
  errors: string[];
  errorCount: number;
  /**
   * Resident memory of the web process after warm-up: MB (2^20 bytes), MB a minute by least squares, and the mean of each
   * minute begun, by which one sees whether it grows or only goes up and down.
   */
  memory: { firstMb: number; lastMb: number; slopeMb: number; byMinuteMb: number[] };
  /** What verification of the database finds afterwards; nothing when it is whole. */
  problems: string[];
}

/**
 * Many clients at once: searches, summaries, uploads and deletions, for minutes.
 *
 * @param root the project's folder
 */
export async function benchLoad(
  root: string,
  { passages, clients, minutes }: { passages: number; clients: number; minutes: number },
  report: (line: string) => void,
): Promise<LoadBench> {
  const { dataDir: kept } = await searchCorpus(root, passages, report);
  if (await buildWeb()) report('built the web pages');
  const dataDir = await mkdtemp(path.join(tmpdir(), 'recollect-load-'));
  try {
    await cp(kept, dataDir, { recursive: true });
    const queries = await queriesOf(dataDir, 200);
    const server = await startServer(root, dataDir);
    let loaded;
    try {
      report(`${clients} clients ask for ${minutes} minutes`);
      loaded = await load(server, queries, clients, minutes * 60_000);
    } finally {
      await server.close();
    }
    report('verifying the database');
    const { databaseFile } = parseConfig({ ...process.env, RECOLLECT_DATA_DIR: dataDir });
    const store = await openStore(databaseFile, { readonly: true });
    const problems = verify(store);
    await store.close();
    return { machine: machineName(), passages, clients, minutes, ...loaded, problems };
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function load(
  server: ProductionServer,
  queries: readonly string[],
  clients: number,
  durationMs: number,
): Promise<Pick<LoadBench, 'requests' | 'kinds' | 'errors' | 'errorCount' | 'memory'>> {
  const stop = AbortSignal.timeout(durationMs);
  const answers: LoadAnswer[] = [];
  const started = performance.now();
  const samples: { minute: number; mb: number }[] = [];
  const sampling = (async () => {
    while (!stop.aborted) {
      await sleep(SAMPLE_EVERY_MS);
      const { memoryBytes } = await server.health();
      samples.push({ minute: (performance.now() - started) / 60_000, mb: memoryBytes / 2 ** 20 });
    }
  })();
  await Promise.all(
    Array.from({ length: clients }, async (_, number) => {
      for await (const answer of loadClient(server.url, queries, number, stop)) answers.push(answer);
    }),
  );
  await sampling;
  const errors = answers
    .filter(({ status, problem }) => !ALLOWED.has(status) || problem !== undefined)
    .map(({ kind, status, problem }) => `${kind}: ${status} ${problem ?? ''}`.trim());
  return {
    requests: answers.length,
    kinds: Object.fromEntries(
      KINDS.flatMap((kind) => {
        const own = answers.filter((answer) => answer.kind === kind);
        return own.length > 0 ? [[kind, summed(own)]] : [];
      }),
    ),
    errors: errors.slice(0, 20),
    errorCount: errors.length,
    memory: slopeOf(samples.filter(({ minute }) => minute * 60_000 >= WARM_UP_SHARE * durationMs)),
  };
}

function summed(answers: readonly LoadAnswer[]) {
  const statuses: Record<string, number> = {};
  for (const { status } of answers) statuses[status] = (statuses[status] ?? 0) + 1;
  return { count: answers.length, statuses, latency: latencyOf(answers.map(({ ms }) => ms)) };
}

/** Of the line through the samples by least squares. */
function slopeOf(samples: readonly { minute: number; mb: number }[]): LoadBench['memory'] {
  const minute = mean(samples.map((sample) => sample.minute));
  const mb = mean(samples.map((sample) => sample.mb));
  const above = samples.reduce((sum, sample) => sum + (sample.minute - minute) * (sample.mb - mb), 0);
  const below = samples.reduce((sum, sample) => sum + (sample.minute - minute) ** 2, 0);
  return {
    firstMb: Math.round(samples[0]?.mb ?? NaN),
    lastMb: Math.round(samples.at(-1)?.mb ?? NaN),
    slopeMb: round(above / below),
    byMinuteMb: minuteMeans(samples),
  };
}

function minuteMeans(samples: readonly { minute: number; mb: number }[]): number[] {
  const minutes = new Map<number, number[]>();
  for (const { minute, mb } of samples) {
    const whole = Math.floor(minute);
    minutes.set(whole, [...(minutes.get(whole) ?? []), mb]);
  }
  return [...minutes.values()].map((values) => Math.round(mean(values)));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Lines of a table, and what is said of the bars. */
export function loadTable(bench: LoadBench): string[] {
  const { memory, problems, errors } = bench;
  return [
    `| ${bench.clients} clients for ${bench.minutes} minutes at ${bench.passages} passages | ${bench.machine} |`,
    '| --- | --- |',
    ...Object.entries(bench.kinds).map(
      ([kind, { count, statuses, latency }]) =>
        `| ${kind} | ${count}: ${Object.entries(statuses)
          .map(([status, times]) => `${times} × ${status}`)
          .join(', ')}; median ${latency.median} ms, p95 ${latency.p95} ms |`,
    ),
    `| errors but 429 and 503 (none) | ${bench.errorCount} of ${bench.requests}, ${verdict(bench.errorCount === 0)} |`,
    `| memory after warm-up (slope under ${MOST_SLOPE_MB} MB a minute) | ${memory.firstMb} to ${memory.lastMb} MB, ${memory.slopeMb} MB a minute, ${verdict(memory.slopeMb < MOST_SLOPE_MB)} |`,
    `| memory by the minute after warm-up | ${memory.byMinuteMb.join(', ')} MB |`,
    `| the database afterwards | ${problems.length === 0 ? 'whole' : problems.join('; ')}, ${verdict(problems.length === 0)} |`,
    ...errors.map((error) => `| an error | ${error} |`),
  ];
}
