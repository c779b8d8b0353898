import type { Store } from '@/lib/store';
import type { HnswIndex } from './hnsw';
import type { PlannedIndex } from './planned-index';
import { measureRecall } from './recall';
import { discardSnapshot, loadSnapshot, saveSnapshot } from './snapshot';
import type { RecallReport, RecallRequest, SnapshotState } from './types';
import { catchUp, keyOf, readIndex, type SyncedIndex } from './vector-source';

/** Milliseconds of graph building between two looks at the queries that wait. */
const SLICE_MS = 5;
/** A snapshot is written when this share of the graph has changed, and at the end. */
const WORTH_SAVING = 0.05;
const FEWEST_CHANGES = 1_000;

/** The graph's ef is measured again when it has grown or shrunk by this share. */
const WORTH_TUNING = 0.25;
const TUNING: RecallRequest = { k: 10, sample: 60, seed: 1 };

/** Keeps one index in step with its database, its graph built and its snapshot written. */
export interface Keeper {
  /** The index as of the last committed change; the first call reads it. */
  current(store: Store): SyncedIndex;
  /** What became of the snapshot when the index was read. */
  readonly snapshot: SnapshotState;
  /** The last measurement of recall; null before it, and without a graph. */
  readonly recall: RecallReport | null;
  /** Ends the building and writes the snapshot if the graph has changed. */
  close(): Promise<void>;
}

/**
 * @param dir folder of the snapshot
 * @param limit live vectors up to which there is no graph
 * @param live gives the vectors of queries that were asked lately
 */
export function createKeeper({
  dir,
  limit,
  live,
}: {
  dir: string;
  limit: number;
  live: () => readonly Float32Array[];
}): Keeper {
  let synced: SyncedIndex | null = null;
  let snapshot: SnapshotState = { state: 'missing' };
  let timer: NodeJS.Immediate | null = null;
  let recall: RecallReport | null = null;
  /** The graph that recall was measured on, and its vectors then. */
  let tuned: { graph: HnswIndex | null; size: number } = { graph: null, size: 0 };
  let tuning: Promise<void> | null = null;
  const closing = new AbortController();
  /** Writes to the folder of the snapshot, one after the other; never rejected. */
  let writing = Promise.resolve();

  function read(store: Store): SyncedIndex {
    const fresh = readIndex(store, limit);
    const { index, model } = fresh;
    if (!model || index.size <= limit) {
      snapshot = { state: 'not-needed' };
      return fresh;
    }
    const kind = { modelKey: keyOf(model) ?? '', dimension: index.dimension };
    const loaded = loadSnapshot(dir, kind, (label) => index.get(label));
    if (loaded.state === 'loaded') index.adopt(loaded.graph);
    if (loaded.state === 'rejected') write(() => discardSnapshot(dir));
    snapshot = loaded.state === 'loaded' ? { state: 'loaded' } : loaded;
    return fresh;
  }

  function build(): void {
    timer = null;
    if (!synced) return;
    if (synced.index.maintain(SLICE_MS)) timer = setImmediate(build);
    else if (!tune(synced.index)) saveWhenWorth(synced.index);
  }

  /** Sets ef to what the recall wanted takes on this very graph. @returns whether that was begun; it saves at its end */
  function tune(index: PlannedIndex): boolean {
    const { graph } = index;
    if (!graph) recall = null;
    if (!graph || tuning) return false;
    if (graph === tuned.graph && Math.abs(graph.size - tuned.size) < WORTH_TUNING * graph.size) return false;
    tuned = { graph, size: graph.size };
    tuning = measureRecall(index, TUNING, closing.signal, live())
      .then((report) => {
        const most = report.byEf.at(-1)?.ef ?? graph.ef;
        graph.ef = report.recommendedEf ?? most;
        recall = { ...report, ef: graph.ef };
        saveWhenWorth(index);
      })
      .catch((thrown: unknown) => {
        if (!closing.signal.aborted) process.emitWarning(`Recall could not be measured: ${String(thrown)}`);
      })
      .finally(() => {
        tuning = null;
      });
    return true;
  }

  function saveWhenWorth(index: PlannedIndex): void {
    if (index.graphChanges >= Math.max(FEWEST_CHANGES, WORTH_SAVING * index.size)) save();
  }

  function save(): void {
    write(async () => {
      if (!synced?.index.graph || !synced.model) return;
      const kind = { modelKey: keyOf(synced.model) ?? '', dimension: synced.index.dimension };
      const saved = saveSnapshot(dir, synced.index.graph, kind, synced.seq);
      synced.index.saved();
      await saved;
    });
  }

  /** A snapshot that cannot be written costs time at the next start, nothing else; so this only warns. */
  function write(work: () => Promise<void>): void {
    writing = writing.then(work).catch((thrown: unknown) => {
      process.emitWarning(`The index snapshot could not be written to ${dir}: ${String(thrown)}`);
    });
  }

  return {
    current(store) {
      const before = synced;
      synced = before ? catchUp(store, before) : read(store);
      if (synced !== before) timer ??= setImmediate(build);
      return synced;
    },
    get snapshot() {
      return snapshot;
    },
    get recall() {
      return recall;
    },
    async close() {
      closing.abort();
      await tuning;
      if (timer) clearImmediate(timer);
      timer = null;
      await writing;
      if (synced && synced.index.graphChanges > 0) save();
      await writing;
      synced = null;
    },
  };
}
