import { execFile, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { RecollectError } from '@/lib/errors';
import { doctorReportSchema, type Examination, type ExaminationState, type NamedFinding } from './types';

/** Milliseconds until an examination is given up: a file system that no longer answers would keep it for ever. */
const LONGEST = 30 * 60_000;
/** Bytes it may print; findings are a few thousand. */
const MOST_OUTPUT = 4 * 1024 * 1024;

export interface ExaminationProcess {
  state(): ExaminationState;
  /**
   * Starts an examination; while one is at work, that one is meant.
   *
   * @returns resolves when it has ended, however it did
   * @throws RecollectError `workers_not_built`, `aborted` after close
   */
  examine(): Promise<Examination>;
  /** Ends the process, if one is at work. It only reads, so nothing is lost. */
  close(): Promise<void>;
}

export interface ExaminationOptions {
  /** The doctor; tests give their own. */
  file?: string;
  /** Milliseconds until it is given up. */
  longest?: number;
  /** Bytes it may print. */
  mostOutput?: number;
}

/**
 * `npm run doctor` in a process below the web server: it reads every byte of models and database, for which no request
 * should wait, and what is damaged enough to end it does not end the server.
 */
export function createExaminationProcess({
  file = path.join(/* turbopackIgnore: true */ process.cwd(), '.build', 'commands', 'doctor.mjs'),
  longest = LONGEST,
  mostOutput = MOST_OUTPUT,
}: ExaminationOptions = {}): ExaminationProcess {
  let last: Examination | null = null;
  let running: { since: string; child: ChildProcess; ended: Promise<Examination> } | null = null;
  let closed = false;

  function start(): Promise<Examination> {
    if (closed) throw new RecollectError('aborted');
    if (!existsSync(/* turbopackIgnore: true */ file))
      throw new RecollectError('workers_not_built', { path: file });
    const since = new Date().toISOString();
    const parameters = ['--enable-source-maps', /* turbopackIgnore: true */ file, '--json'];
    const limits = { timeout: longest, maxBuffer: mostOutput, killSignal: 'SIGKILL' } as const;
    const run = promisify(execFile)(process.execPath, parameters, limits);
    const leave = (printed: string, failure: ProcessFailure | null): Examination => {
      running = null;
      last = { startedAt: since, finishedAt: new Date().toISOString(), ...resultOf(printed, failure) };
      return last;
    };
    const ended = run.then(
      ({ stdout }) => leave(stdout, null),
      (failure: ProcessFailure) => leave(failure.stdout ?? '', failure),
    );
    run.child.once('spawn', () => lower(run.child));
    run.child.stderr?.pipe(process.stderr, { end: false });
    running = { since, child: run.child, ended };
    return ended;
  }

  function resultOf(
    printed: string,
    failure: ProcessFailure | null,
  ): Pick<Examination, 'findings' | 'error'> {
    // With something to mend among its findings the command fails as well.
    const findings = findingsOf(printed);
    if (findings !== null) return { findings, error: null };
    const reason = closed ? 'the server ended' : whyNothing(failure, longest);
    return { findings: [], error: new RecollectError('examination_failed', { reason }).reason };
  }

  return {
    state: () => ({ runningSince: running?.since ?? null, last }),
    examine: () => running?.ended ?? start(),
    async close() {
      closed = true;
      if (running === null) return;
      running.child.kill('SIGKILL');
      await running.ended;
    },
  };
}

/** How execFile tells that a process did not end well. */
interface ProcessFailure {
  stdout?: string;
  /** Exit status, or what went wrong about the process itself. */
  code?: number | string | null;
  signal?: NodeJS.Signals | null;
  /** Whether it was ended because of a limit. */
  killed?: boolean;
}

/** Requests come first. */
function lower({ pid }: ChildProcess): void {
  if (pid !== undefined) setPriority(pid, constants.priority.PRIORITY_LOW);
}

/** What a doctor printed, or null when it is not what a doctor prints. */
function findingsOf(printed: string): NamedFinding[] | null {
  let report: unknown;
  try {
    report = JSON.parse(printed);
  } catch {
    return null;
  }
  return doctorReportSchema.safeParse(report).data?.findings ?? null;
}

function whyNothing(failure: ProcessFailure | null, longest: number): string {
  if (failure === null) return 'what it printed cannot be read';
  if (failure.code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') return 'it printed without end';
  if (failure.killed) return `it took longer than ${longest / 60_000} minutes`;
  if (failure.signal) return `it was ended by ${failure.signal}`;
  return `it ended with status ${failure.code ?? 'unknown'}`;
}
