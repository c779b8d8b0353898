import path from 'node:path';
import { startChild, type Child, type ChildEnd } from '@/lib/child-process';
import { asRecollectError } from '@/lib/errors';
import type { Store } from '@/lib/store/types';
import { lastChange } from '@/lib/store/vectors';
import { mapNeed } from './map-need';

/** Milliseconds between two looks at whether the map is up to date; what is being added meanwhile is waited for. */
const LOOK = 10_000;
/** Milliseconds before a process that failed is followed by another. */
const PAUSE = 300_000;

export interface MapProcess {
  /** How far the layout in progress has come, 0 to 1; null when none is. */
  progress(): number | null;
  /** Makes the map if it needs to be made and nothing is being written. Whether a process is at work for it. */
  look(): boolean;
  /** Ends the process, if one is at work: what it did is lost, and done again at the next start. */
  close(): Promise<void>;
}

export interface MapProcessOptions {
  /** Whether documents are being added just now. */
  busy: () => boolean;
  /** Whether to look at all. */
  auto: boolean;
  /** Told when a process ended otherwise than by itself, or could not be started: then why. */
  onDeath: (status: number | null, signal: string | null) => void;
  /** Milliseconds between two looks. */
  every?: number;
  /** What the process runs; tests give their own. */
  file?: string;
}

/**
 * Keeps the map of a web server up to date, in a process of its own: laying it out takes half a minute of one core,
 * which neither the thread of the requests nor that of the searches has.
 */
export function createMapProcess(
  store: Store,
  {
    busy,
    auto,
    onDeath,
    every = LOOK,
    file = path.join(/* turbopackIgnore: true */ process.cwd(), '.build', 'workers', 'map.mjs'),
  }: MapProcessOptions,
): MapProcess {
  let child: Child | undefined;
  let progress: number | null = null;
  let closed = false;
  let seen: number | null = null;
  /** The change up to which nothing has to be done. */
  let settled: number | null = null;
  let notBefore = 0;

  function look(): boolean {
    if (child) return true;
    if (closed || !auto || busy() || Date.now() < notBefore) return false;
    const change = lastChange(store);
    // Whoever adds documents by a command goes on adding for a while.
    const calm = seen === change;
    seen = change;
    if (!calm || settled === change) return false;
    const need = mapNeed(store);
    if (need === 'up to date' || need === 'nothing to map') {
      settled = change;
      return false;
    }
    start();
    return true;
  }

  function start(): void {
    child = startChild(file, [store.file], (share) => {
      if (typeof share === 'number') progress = share;
    });
    progress = 0;
    void child.ended.then(leave);
  }

  function leave({ status, signal }: ChildEnd): void {
    child = undefined;
    progress = null;
    if (closed || status === 0) return;
    notBefore = Date.now() + PAUSE;
    onDeath(status, signal);
  }

  /** What is thrown here nobody would catch. */
  function lookAgain(): void {
    try {
      look();
    } catch (thrown) {
      notBefore = Date.now() + PAUSE;
      onDeath(null, asRecollectError(thrown).message);
    }
  }

  const timer = setInterval(lookAgain, every);
  timer.unref();
  return {
    progress: () => progress,
    look,
    async close() {
      closed = true;
      clearInterval(timer);
      await child?.end('kill');
    },
  };
}
