import { monitorEventLoopDelay, type IntervalHistogram } from 'node:perf_hooks';
import { config, type Config } from '@/lib/config';
import { createExaminationProcess, type ExaminationProcess } from '@/lib/examination/examination-process';
import { createGenerator } from '@/lib/generate/create-generator';
import type { Generator } from '@/lib/generate/types';
import { createRetriever, type Retriever } from '@/lib/index/retriever-client';
import { singleFlight } from '@/lib/inference/single-flight';
import { createJobProcess, type JobProcess } from '@/lib/jobs/job-process';
import { createMapProcess, type MapProcess } from '@/lib/map/map-process';
import { LatencyLog } from '@/lib/search/latency-log';
import { Permits } from '@/lib/search/permits';
import { openStore, type Store } from '@/lib/store/open-store';

/** What lives as long as the web process. */
export interface Runtime {
  config: Config;
  store: Store;
  retriever: Retriever;
  /** Ingests what was uploaded, in a process of its own; jobs that an earlier server left are gone on with. */
  jobs: JobProcess;
  /** Lays out the map, in a process of its own. */
  map: MapProcess;
  /** Who may search, and who may write a summary, at the same time. */
  permits: { searches: Permits; summaries: Permits };
  /** How long the last searches took. */
  latencies: LatencyLog;
  /** GPT-2, loaded when the first summary is asked for. */
  generator: () => Promise<Generator>;
  /** The generator if it has been asked for and is there; never starts it. */
  loadedGenerator: () => Generator | null;
  /** Nanoseconds between two looks at the event loop; what is above DELAY_RESOLUTION_MS is how late timers are. */
  eventLoopDelay: IntervalHistogram;
  close: () => Promise<void>;
}

interface Registry {
  start: () => Promise<Runtime>;
  started: Runtime | null;
  examination: ExaminationProcess;
}

/** A name that a reloaded copy of this module finds again. */
const KEY = Symbol.for('recollect.runtime');
const CLOSING = Symbol.for('recollect.runtime.closing');
const holder = globalThis as typeof globalThis & { [KEY]?: Registry; [CLOSING]?: Promise<void> };

/** Milliseconds between two looks at the event loop. */
export const DELAY_RESOLUTION_MS = 10;

/**
 * The one runtime of this process. Importing this module opens nothing; the first call does, callers in between
 * share it, and a start that failed is tried again by the next call. Hot reload finds the same runtime, because it
 * is held on globalThis and not in the module.
 *
 * @throws RecollectError as openStore: `database_unusable`, `database_too_new`, `migration_changed`
 */
export async function runtime(): Promise<Runtime> {
  return registry().start();
}

/** Examines the installation, in a process of its own; there also when the runtime cannot start. */
export function examination(): ExaminationProcess {
  return registry().examination;
}

/**
 * Closes the runtime if there is one; the next call of `runtime` opens another. A signal and the owner of the process both
 * call it: whoever comes second waits for the first.
 */
export async function closeRuntime(): Promise<void> {
  const closing = holder[KEY];
  delete holder[KEY];
  const before = holder[CLOSING];
  holder[CLOSING] = (async () => {
    await before;
    await Promise.all([closing?.started?.close(), closing?.examination.close()]);
  })();
  await holder[CLOSING];
}

function registry(): Registry {
  holder[KEY] ??= createRegistry();
  return holder[KEY];
}

function createRegistry(): Registry {
  const created: Registry = {
    started: null,
    examination: createExaminationProcess(),
    start: singleFlight(async () => {
      created.started = await startRuntime();
      return created.started;
    }),
  };
  closeOnSignals();
  return created;
}

async function startRuntime(): Promise<Runtime> {
  const settings = config();
  const store = await openStore(settings.databaseFile);
  const retriever = createRetriever(settings);
  const eventLoopDelay = monitorEventLoopDelay({ resolution: DELAY_RESOLUTION_MS });
  eventLoopDelay.enable();
  let loaded: Generator | null = null;
  const jobs = createJobProcess(store, (status, signal) =>
    console.error(
      `The ingest process ended (${signal ?? `status ${status}`}); it is started again for what is left.`,
    ),
  );
  jobs.wake();
  const map = createMapProcess(store, {
    busy: () => jobs.pid() !== null,
    auto: settings.mapAuto,
    onDeath: (status, signal) =>
      console.error(
        `The map could not be laid out (${signal ?? `status ${status}`}); it is tried again later.`,
      ),
  });
  return {
    config: settings,
    store,
    retriever,
    jobs,
    map,
    permits: {
      searches: new Permits(settings.searchPermits, settings.searchQueue),
      summaries: new Permits(settings.searchPermits, settings.searchQueue),
    },
    latencies: new LatencyLog(),
    eventLoopDelay,
    generator: singleFlight(async () => {
      loaded = await createGenerator(settings);
      return loaded;
    }),
    loadedGenerator: () => loaded,
    async close() {
      eventLoopDelay.disable();
      await Promise.all([retriever.close(), loaded?.close(), jobs.close(), map.close()]);
      await store.close();
    },
  };
}

/**
 * Closes the runtime when the process is told to end. Whoever owns the process (Next.js, scripts/start) ends it;
 * where nobody else listens, the signal is sent once more and does what it always does.
 */
function closeOnSignals(): void {
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => {
      const alone = process.listenerCount(signal) === 0;
      void closeRuntime().finally(() => {
        if (alone) process.kill(process.pid, signal);
      });
    });
}
