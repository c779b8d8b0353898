import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { embeddingInput } from '@/lib/chunk/embedding-input';
import { parseConfig, type Config } from '@/lib/config';
import { createEmbedder } from '@/lib/embed/embedder';
import type { IngestEvent } from '@/lib/ingest/types';
import { openStore } from '@/lib/store';

/** Bars of the project; a bench reports whether they are met, a test never does. */
const MOST_TIMES_EMBEDDING = 1.25;
const MOST_MEMORY_MB = 900;

export interface IngestBench {
  corpus: string;
  machine: string;
  documents: number;
  passages: number;
  /** Seconds from the start of the ingest process to its end. */
  ingestSeconds: number;
  /** Seconds for embedding the same inputs in one call, model loaded before. */
  embedSeconds: number;
  /** ingestSeconds / embedSeconds. */
  ratio: number;
  /** Of the ingest process, all threads together; MB = 2^20 bytes. */
  peakMemoryMb: number;
  /** Seconds of a second run over the unchanged corpus. */
  againSeconds: number;
  againEmbedded: number;
}

/**
 * Ingests a corpus into an empty database with the real command, runs it again, and embeds the very same passages alone.
 *
 * @param root the project's folder
 * @param report hears a line before each step
 */
export async function benchIngest(root: string, report: (line: string) => void): Promise<IngestBench> {
  const demo = path.join(root, '..', 'shared', 'demo', 'demo-400.jsonl');
  const corpus = existsSync(demo) ? demo : path.join(root, 'data', 'sample');
  const dataDir = await mkdtemp(path.join(tmpdir(), 'recollect-bench-'));
  const config = parseConfig({ ...process.env, RECOLLECT_DATA_DIR: dataDir });
  try {
    report(`ingesting ${path.relative(root, corpus)} into an empty database`);
    const first = await timedIngest(root, dataDir, corpus);
    report('ingesting it again');
    const again = await timedIngest(root, dataDir, corpus);
    report('embedding the same passages alone');
    const alone = await timedEmbedding(config);
    return {
      corpus: path.relative(root, corpus),
      machine: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.versions.node}`,
      documents: first.end.documents.added,
      passages: first.end.passages,
      ingestSeconds: round(first.seconds),
      embedSeconds: round(alone.seconds),
      ratio: round(first.seconds / alone.seconds),
      peakMemoryMb: Math.round(first.end.peakRssBytes / 2 ** 20),
      againSeconds: round(again.seconds),
      againEmbedded: again.end.embedded,
    };
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** Lines of a table, and what is said of the bars. */
export function ingestTable(bench: IngestBench): string[] {
  const verdict = (met: boolean) => (met ? 'met' : 'NOT met');
  return [
    `| ingest of ${bench.corpus} | ${bench.machine} |`,
    '| --- | --- |',
    `| documents, passages | ${bench.documents}, ${bench.passages} |`,
    `| ingest, whole process | ${bench.ingestSeconds} s (${round(bench.passages / bench.ingestSeconds)} passages/s) |`,
    `| embedding the same passages alone | ${bench.embedSeconds} s |`,
    `| ratio (at most ${MOST_TIMES_EMBEDDING}) | ${bench.ratio}, ${verdict(bench.ratio <= MOST_TIMES_EMBEDDING)} |`,
    `| peak memory (under ${MOST_MEMORY_MB} MB) | ${bench.peakMemoryMb} MB, ${verdict(bench.peakMemoryMb < MOST_MEMORY_MB)} |`,
    `| second run over the unchanged corpus | ${bench.againSeconds} s, ${bench.againEmbedded} passages embedded |`,
  ];
}

type EndEvent = Extract<IngestEvent, { type: 'end' }>;

async function timedIngest(
  root: string,
  dataDir: string,
  corpus: string,
): Promise<{ seconds: number; end: EndEvent }> {
  const started = performance.now();
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', path.join(root, 'scripts', 'ingest.ts'), '--json', corpus],
    { cwd: root, env: { ...process.env, RECOLLECT_DATA_DIR: dataDir }, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let end: EndEvent | undefined;
  createInterface({ input: child.stdout }).on('line', (line) => {
    const event = JSON.parse(line) as IngestEvent;
    if (event.type === 'end') end = event;
  });
  const status = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (!end) throw new Error(`The ingest ended with status ${status} and told no end`);
  return { seconds: (performance.now() - started) / 1000, end };
}

/** Embeds every stored passage again, in one call: the encoder may sort and batch them as it likes. */
async function timedEmbedding(config: Config): Promise<{ seconds: number }> {
  const store = await openStore(config.databaseFile, { readonly: true });
  const rows = store.db
    .prepare<[], { title: string; headings: string; text: string }>(
      `SELECT d.title, p.heading_path AS headings, p.text FROM passages p JOIN documents d ON d.id = p.document_id
       WHERE p.live = 1 GROUP BY p.vector_id ORDER BY p.id`,
    )
    .all();
  await store.close();
  const inputs = rows.map(({ title, headings, text }) =>
    embeddingInput(title, JSON.parse(headings) as string[], text),
  );
  const embedder = await createEmbedder(config);
  try {
    const started = performance.now();
    await embedder.embed(inputs, 'passage');
    return { seconds: (performance.now() - started) / 1000 };
  } finally {
    await embedder.close();
  }
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
