import { once } from 'node:events';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { Agent, get, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseConfig } from '@/lib/config';
import { buildWeb } from '@/scripts/support/build-web';
import { benchIndex, indexTable, type IndexBench } from './index-quality';
import { latencyOf, machineName, round, verdict, type Latency } from './measure';
import { startServer, type ProductionServer } from './production-server';
import { queriesOf } from './queries';
import { runIngest, searchCorpus, SHARES, shareTag } from './search-corpus';

/** Bars of the project; a bench reports whether they are met, a test never does. */
const MOST_MEDIAN_MS = 15;
const MOST_P95_MS = 40;
/** Of a lexical search for twenty words. */
const MOST_LONG_P95_MS = 25;
const LONG_WORDS = 20;
const MOST_DELAY_P99_MS = 50;
/** Times the p95 of the same search without a filter. */
const MOST_FILTERED_RATIO = 2;

const MODES = ['hybrid', 'semantic', 'lexical'] as const;
/** Queries that are not counted: a server that has been at work has its code compiled and its pages read. */
const WARM_UP = 150;
/** Milliseconds between two queries while an ingest runs. */
const PAUSE_MS = 100;

export interface SearchBench {
  machine: string;
  source: string;
  documents: number;
  passages: number;
  /** How the server's index answers. */
  plan: 'exact' | 'graph';
  /** Seconds from the server's first answer until its graph was whole; 0 without one. */
  settleSeconds: number;
  /** One query after another over HTTP, nothing else running. */
  modes: Record<(typeof MODES)[number], { http: Latency; server: Latency; stages: Record<string, Latency> }>;
  /** Lexical, twenty words each. */
  long: Latency;
  /** Hybrid, by the share of documents that the filter keeps, in percent. */
  filtered: { percent: number; http: Latency; ratio: number }[];
  whileIngesting: {
    corpus: string;
    seconds: number;
    queries: number;
    http: Latency;
    /** Of the web process's request thread. */
    eventLoopDelayMs: { p50: number; p99: number; max: number };
  };
  /** Of the web process, all threads together; MB = 2^20 bytes. */
  peakMemoryMb: number;
  index: IndexBench;
}

/**
 * Serves a corpus with the production build and asks it over HTTP: in every mode, with filters, and while an ingest
 * writes into the same database. Then compares exact scan and graph on the same vectors.
 *
 * @param root the project's folder
 * @param passages passages of the corpus, at least
 * @param queries asked in each mode; a third of them with each filter
 * @param report hears a line before each step
 */
export async function benchSearch(
  root: string,
  { passages, queries: count }: { passages: number; queries: number },
  report: (line: string) => void,
): Promise<SearchBench> {
  const { dataDir: kept, source } = await searchCorpus(root, passages, report);
  if (await buildWeb()) report('built the web pages');
  // The ingest below writes into the database, which is wanted again as it is.
  const dataDir = await mkdtemp(path.join(tmpdir(), 'recollect-bench-'));
  try {
    await cp(kept, dataDir, { recursive: true });
    const queries = await queriesOf(dataDir, WARM_UP + count);
    const long = await queriesOf(dataDir, WARM_UP + count, { fewest: LONG_WORDS, most: LONG_WORDS });
    const index = await benchIndex(dataDir, report);
    report('starting the server');
    const server = await startServer(root, dataDir);
    try {
      const started = performance.now();
      const settled = await settle(server);
      const settleSeconds = settled.graph ? round((performance.now() - started) / 1000) : 0;
      const served = await benchServer(root, server, { dataDir, queries, long }, report);
      return {
        machine: machineName(),
        source,
        documents: settled.documents,
        passages: settled.passages,
        plan: settled.graph ? 'graph' : 'exact',
        settleSeconds,
        ...served,
        index,
      };
    } finally {
      await server.close();
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function benchServer(
  root: string,
  server: ProductionServer,
  { dataDir, queries, long }: { dataDir: string; queries: readonly string[]; long: readonly string[] },
  report: (line: string) => void,
): Promise<Pick<SearchBench, 'modes' | 'long' | 'filtered' | 'whileIngesting' | 'peakMemoryMb'>> {
  report(`asking ${queries.length - WARM_UP} queries in each mode`);
  const ask = async (parameters: Record<string, string>, asked: readonly string[]) => {
    const answers: Answer[] = [];
    for (const q of asked) answers.push(await answerOf(server, { q, ...parameters }));
    return answers;
  };
  const plain: Partial<SearchBench['modes']> = {};
  for (const mode of MODES) {
    await ask({ mode }, queries.slice(0, WARM_UP));
    const answers = await ask({ mode }, queries.slice(WARM_UP));
    plain[mode] = {
      http: latencyOf(answers.map(({ httpMs }) => httpMs)),
      server: latencyOf(answers.map(({ serverMs }) => serverMs)),
      stages: Object.fromEntries(
        Object.keys(answers[0]?.stages ?? {}).map((stage) => [
          stage,
          latencyOf(answers.map(({ stages }) => stages[stage] ?? 0)),
        ]),
      ),
    };
  }
  await ask({ mode: 'lexical' }, long.slice(0, WARM_UP));
  const asked = await ask({ mode: 'lexical' }, long.slice(WARM_UP));
  const longLatency = latencyOf(asked.map(({ httpMs }) => httpMs));
  const modes = plain as SearchBench['modes'];

  report('asking with filters');
  const filtered: SearchBench['filtered'] = [];
  for (const percent of SHARES) {
    const tag = shareTag(percent);
    await ask({ tag }, queries.slice(0, WARM_UP));
    const answers = await ask(
      { tag },
      queries.slice(WARM_UP, WARM_UP + Math.ceil((queries.length - WARM_UP) / 3)),
    );
    const http = latencyOf(answers.map(({ httpMs }) => httpMs));
    filtered.push({ percent, http, ratio: round(http.p95 / modes.hybrid.http.p95) });
  }

  const whileIngesting = await benchBesideIngest(root, server, { dataDir, queries }, report);
  const { peakMemoryBytes } = await server.health();
  return {
    modes,
    long: longLatency,
    filtered,
    whileIngesting,
    peakMemoryMb: Math.round(peakMemoryBytes / 2 ** 20),
  };
}

async function benchBesideIngest(
  root: string,
  server: ProductionServer,
  { dataDir, queries }: { dataDir: string; queries: readonly string[] },
  report: (line: string) => void,
): Promise<SearchBench['whileIngesting']> {
  const demo = path.join(root, '..', 'shared', 'demo', 'demo-400.jsonl');
  const corpus = existsSync(demo) ? demo : path.join(root, 'data', 'sample');
  report(`asking while ${path.relative(root, corpus)} is ingested`);
  await server.health({ reset: true });
  const started = performance.now();
  let running = true;
  const ingesting = runIngest(root, dataDir, corpus).finally(() => {
    running = false;
  });
  // It is awaited below; an ingest that fails earlier must not be an unhandled rejection.
  ingesting.catch(() => undefined);
  const times: number[] = [];
  while (running) {
    const q = queries[times.length % queries.length] ?? '';
    const mode = MODES[times.length % MODES.length] ?? 'hybrid';
    times.push((await answerOf(server, { q, mode })).httpMs);
    await sleep(PAUSE_MS);
  }
  await ingesting;
  const seconds = round((performance.now() - started) / 1000);
  const { eventLoopDelayMs } = await server.health();
  if (!eventLoopDelayMs) throw new Error('The server does not tell how late it runs');
  return {
    corpus: path.relative(root, corpus),
    seconds,
    queries: times.length,
    http: latencyOf(times),
    eventLoopDelayMs,
  };
}

interface Answer {
  /** Milliseconds from asking to the last byte. */
  httpMs: number;
  /** Milliseconds that the server says it took. */
  serverMs: number;
  /** Of that, milliseconds stage by stage; finding by meaning and by words run side by side. */
  stages: Record<string, number>;
}

const connections = new Agent({ keepAlive: true });

/** Asks over a connection that stays open. What the answer is made into is the reader's time, not the server's. */
async function answerOf(server: ProductionServer, parameters: Record<string, string>): Promise<Answer> {
  const address = `${server.url}/api/v1/search?${new URLSearchParams(parameters).toString()}`;
  const started = performance.now();
  const [response] = (await once(get(address, { agent: connections }), 'response')) as [IncomingMessage];
  const pieces: Buffer[] = [];
  for await (const piece of response) pieces.push(piece as Buffer);
  const httpMs = performance.now() - started;
  const body = JSON.parse(Buffer.concat(pieces).toString()) as {
    tookMs: number;
    timings: Record<string, number>;
    detail?: string;
  };
  if (response.statusCode !== 200)
    throw new Error(`The server answered ${response.statusCode}: ${body.detail}`);
  return { httpMs, serverMs: body.tookMs, stages: body.timings };
}

/** Waits until the index is as it will stay. */
async function settle(
  server: ProductionServer,
): Promise<{ graph: boolean; documents: number; passages: number }> {
  const { exactScanLimit } = parseConfig(process.env);
  for (;;) {
    const { index, holdings } = await server.health();
    if (!index || !holdings) throw new Error('The server is not ready');
    const { documents, passages } = holdings;
    if (index.vectors <= exactScanLimit) return { graph: false, documents, passages };
    if (index.graph?.pending === 0) return { graph: true, documents, passages };
    await sleep(200);
  }
}

/** Lines of tables, and what is said of the bars. */
export function searchTable(bench: SearchBench): string[] {
  const { modes, filtered, whileIngesting } = bench;
  const { eventLoopDelayMs: delay } = whileIngesting;
  const ms = ({ median, p95, max }: Latency) => `${median} ms, p95 ${p95} ms, slowest ${max} ms`;
  const withinBars = ({ median, p95 }: Latency) => verdict(median < MOST_MEDIAN_MS && p95 < MOST_P95_MS);
  return [
    `| search in ${bench.passages} passages of ${bench.documents} documents (${bench.source}) | ${bench.machine} |`,
    '| --- | --- |',
    ...MODES.map(
      (mode) =>
        `| ${mode}, over HTTP (median under ${MOST_MEDIAN_MS} ms, p95 under ${MOST_P95_MS} ms) | ${ms(modes[mode].http)}, ${withinBars(modes[mode].http)} |`,
    ),
    `| lexical, ${LONG_WORDS} words (p95 under ${MOST_LONG_P95_MS} ms) | ${ms(bench.long)}, ${verdict(bench.long.p95 < MOST_LONG_P95_MS)} |`,
    ...MODES.map((mode) => `| ${mode}, without HTTP | ${ms(modes[mode].server)} |`),
    ...MODES.map((mode) => `| ${mode}, stage by stage (median, p95) | ${stagesOf(modes[mode].stages)} |`),
    ...filtered.map(
      ({ percent, http, ratio }) =>
        `| hybrid, filter keeps ${percent} % (p95 at most ${MOST_FILTERED_RATIO} × unfiltered) | ${ms(http)}; ${ratio} ×, ${verdict(ratio <= MOST_FILTERED_RATIO)} |`,
    ),
    `| nearest vectors are found by | ${bench.plan === 'graph' ? `HNSW graph, whole after ${bench.settleSeconds} s` : 'exact scan'} |`,
    `| while ${whileIngesting.corpus} is ingested (${whileIngesting.seconds} s) | ${whileIngesting.queries} queries, ${ms(whileIngesting.http)} |`,
    `| event-loop delay of the web process meanwhile (p99 under ${MOST_DELAY_P99_MS} ms) | p50 ${delay.p50} ms, p99 ${delay.p99} ms, longest ${delay.max} ms, ${verdict(delay.p99 < MOST_DELAY_P99_MS)} |`,
    `| peak memory of the web process | ${bench.peakMemoryMb} MB |`,
    '',
    ...indexTable(bench.index),
  ];
}

function stagesOf(stages: Readonly<Record<string, Latency>>): string {
  return Object.entries(stages)
    .map(([stage, { median, p95 }]) => `${stage.replace(/Ms$/, '')} ${median}, ${p95}`)
    .join('; ');
}
