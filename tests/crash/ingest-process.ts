import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { IngestEvent } from '@/lib/ingest/types';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export interface IngestRun {
  /** Exit status; null when it was killed. */
  status: number | null;
  events: IngestEvent[];
  stderr: string;
  /** Milliseconds from start to end. */
  wallMs: number;
}

export interface RunOptions {
  dataDir: string;
  args: readonly string[];
  /** Called at the start and at every event; it may kill the process. */
  watch?: (child: ChildProcess, event: IngestEvent | null, events: readonly IngestEvent[]) => void;
  /** Text for standard input; without it, standard input is empty. */
  stdin?: 'open';
}

/** Runs the real command, `npm run ingest --json`, as a process of its own. */
export function runIngest({ dataDir, args, watch, stdin }: RunOptions): Promise<IngestRun> {
  const started = performance.now();
  const child = spawn(
    process.execPath,
    [path.join(ROOT, '.build', 'commands', 'ingest.mjs'), '--json', ...args],
    {
      cwd: ROOT,
      env: { ...process.env, RECOLLECT_DATA_DIR: dataDir },
      stdio: [stdin === 'open' ? 'pipe' : 'ignore', 'pipe', 'pipe'],
    },
  );
  const events: IngestEvent[] = [];
  let stderr = '';
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  if (child.stdout) {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const event = JSON.parse(line) as IngestEvent;
      events.push(event);
      watch?.(child, event, events);
    });
  }
  watch?.(child, null, events);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status) =>
      resolve({ status, events, stderr, wallMs: Math.round(performance.now() - started) }),
    );
  });
}
