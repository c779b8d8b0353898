import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { config, type Config } from '@/lib/config';
import { evaluateRetrieval, type RetrievalResults } from '@/lib/eval/evaluate-retrieval';
import { evaluationDatabase, type EvaluationDatabase, type IngestCost } from '@/lib/eval/evaluation-database';
import { readRetrievalSet, type RetrievalSet } from '@/lib/eval/retrieval-set';
import { timeSearches, type SearchTimes } from '@/lib/eval/time-searches';
import { createRetriever } from '@/lib/index/retriever-client';
import { openStore } from '@/lib/store';
import { reportPage } from './report/page';
import { untilInterrupted } from '../support/run-command';
import { overallTable, setTable } from './retrieval-table';

/** What is printed of a set, and written as JSON. */
export interface SetReport extends RetrievalResults {
  name: string;
  documents: number;
  passages: number;
  ingest: IngestCost & { cached: boolean; failedRows: number };
  /** Bytes of the database (texts, full text, vectors). */
  databaseBytes: number;
  /** Milliseconds by mode; of the process when nothing else runs. */
  times: SearchTimes;
  /** Of this process so far. */
  peakMemoryBytes: number;
}

export interface RetrievalArguments {
  json?: string;
  html?: string;
  excludeSelf: boolean;
}

/** `npm run evaluate -- retrieval DIR…` */
export async function evaluateSets(
  dirs: readonly string[],
  { json, html, excludeSelf }: RetrievalArguments,
): Promise<void> {
  const interrupted = new AbortController();
  void untilInterrupted().then(() => interrupted.abort());
  // What is misspelt is said before anything is embedded.
  const sets = await Promise.all(dirs.map(readRetrievalSet));
  const reports: SetReport[] = [];
  for (const set of sets) {
    const report = await evaluateSet(config(), set, { excludeSelf, signal: interrupted.signal });
    reports.push(report);
    console.log(setTable(report).join('\n'));
  }
  console.log(overallTable(reports).join('\n'));
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.versions.node}`;
  if (json !== undefined) await writeFile(json, `${JSON.stringify({ machine, sets: reports }, null, 2)}\n`);
  if (html !== undefined)
    await writeFile(html, reportPage({ machine, madeAt: new Date().toISOString(), sets: reports }));
  process.exit(0);
}

async function evaluateSet(
  settings: Config,
  set: RetrievalSet,
  { excludeSelf, signal }: { excludeSelf: boolean; signal: AbortSignal },
): Promise<SetReport> {
  const say = (text: string) => process.stderr.write(`… ${set.name}: ${text}\n`);
  say('ingesting the corpus, unless that was done before (kept in <data folder>/eval)');
  const database = await evaluationDatabase(settings, set, { signal, onEvent: progressTeller(say) });
  for (const { message } of database.failed) say(message);
  const store = await openStore(database.config.databaseFile);
  const retriever = createRetriever(database.config);
  try {
    const deps = { store, retriever, config: database.config };
    say(`ranking ${set.queries.length} queries in every variant`);
    const results = await evaluateRetrieval(deps, set, { excludeSelf, signal });
    say('timing searches');
    const times = await timeSearches(
      deps,
      set.queries.map(({ text }) => text),
      signal,
    );
    return { name: set.name, ...results, ...sizesOf(database, store), times, peakMemoryBytes: peakMemory() };
  } finally {
    await retriever.close();
    await store.close();
  }
}

function sizesOf(
  { cost, cached, failed, bytes }: EvaluationDatabase,
  { db }: Awaited<ReturnType<typeof openStore>>,
): Pick<SetReport, 'documents' | 'passages' | 'ingest' | 'databaseBytes'> {
  const count = (sql: string) => db.prepare<[], number>(sql).pluck().get() ?? 0;
  return {
    documents: count('SELECT count(*) FROM documents WHERE current_version_id IS NOT NULL'),
    passages: count('SELECT count(*) FROM passages WHERE live = 1'),
    ingest: { ...cost, cached, failedRows: failed.length },
    databaseBytes: bytes,
  };
}

function peakMemory(): number {
  return process.resourceUsage().maxRSS * 1024;
}

/** Milliseconds between two lines of progress. */
const TELL_EVERY = 15_000;

function progressTeller(say: (text: string) => void) {
  let last = performance.now();
  return (event: { type: string; passagesDone?: number; etaSeconds?: number | null }) => {
    if (event.type !== 'progress' || performance.now() - last < TELL_EVERY) return;
    last = performance.now();
    const left = event.etaSeconds == null ? '' : `, about ${event.etaSeconds} s left`;
    say(`${event.passagesDone ?? 0} passages embedded${left}`);
  };
}
