import type { IndexStats } from '@/lib/index/types';
import type { GenerationIdentity, ModelIdentity } from '@/lib/models/identity';
import type { Runtime } from '@/lib/runtime';
import type { ModeLatencies } from '@/lib/search/latency-log';
import type { SearchMode } from '@/lib/search/types';
import { storeStats, type StoreStats } from '@/lib/store/stats';

/** What `GET /api/v1/stats` answers. */
export interface Stats {
  /** Its model is the one that made the stored vectors. */
  holdings: StoreStats;
  models: {
    embedding: ModelIdentity;
    /** null until the first summary is asked for. */
    generation: GenerationIdentity | null;
  };
  /** With the recall measured on this corpus, and the ef set by it. */
  index: IndexStats;
  /** How long the last searches took, by mode. */
  searches: Partial<Record<SearchMode, ModeLatencies>>;
}

/** @throws RecollectError as Retriever.load and Retriever.stats */
export async function statsOf({ store, retriever, loadedGenerator, latencies }: Runtime): Promise<Stats> {
  const embedding = await retriever.load();
  const [holdings, index] = await Promise.all([storeStats(store), retriever.stats()]);
  return {
    holdings,
    models: { embedding, generation: loadedGenerator()?.identity ?? null },
    index,
    searches: latencies.report(),
  };
}
