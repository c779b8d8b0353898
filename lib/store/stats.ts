import { statSync } from 'node:fs';
import type { ModelIdentity } from '@/lib/models/identity';
import { activeModel } from './models';
import { statement } from './statements';
import type { Store, VersionState } from './types';
import { countLive, lastChange } from './vectors';

export interface StoreStats {
  /** Searchable documents. */
  documents: number;
  /** Searchable passages. */
  passages: number;
  /** Different vectors of the active model that search may answer with. */
  vectors: number;
  /** Searchable passages whose vector another model made: found by words only, until they are embedded again. */
  staleVectors: number;
  /** Readings of documents by state. */
  versions: Record<VersionState, number>;
  /** Searchable documents by language, most first. */
  languages: { language: string; documents: number }[];
  model: ModelIdentity | null;
  /** Number of the last committed change. */
  lastChange: number;
  /** Bytes of the database file; what is still in its write-ahead log is not counted. */
  bytes: number;
}

/** What was counted last of each database, and at which state of it. */
const counted = new WeakMap<Store, { state: string; stats: Promise<StoreStats> }>();

/** What the store holds, in numbers. It is counted again only after something was written. */
export function storeStats(store: Store): Promise<StoreStats> {
  const state = stateOf(store);
  const known = counted.get(store);
  if (known?.state === state) return known.stats;
  const stats = countStore(store);
  counted.set(store, { state, stats });
  stats.catch(() => counted.delete(store));
  return stats;
}

/** Another one after every write: by this connection, or, which SQLite counts apart, by any other. */
function stateOf({ db }: Store): string {
  const own = statement<{ n: number }>(db, 'SELECT total_changes() AS n').get()?.n;
  return `${own} ${Number(db.pragma('data_version', { simple: true }))}`;
}

async function countStore(store: Store): Promise<StoreStats> {
  const { prisma, db, file } = store;
  const [documents, versions, languages] = await Promise.all([
    prisma.document.count({ where: { currentVersionId: { not: null } } }),
    prisma.version.groupBy({ by: 'state', _count: { _all: true } }),
    prisma.document.groupBy({
      by: 'language',
      where: { currentVersionId: { not: null } },
      _count: { _all: true },
    }),
  ]);
  const count = (state: VersionState) => versions.find((row) => row.state === state)?._count._all ?? 0;
  const one = (sql: string) => statement<{ n: number }>(db, sql).get()?.n ?? 0;
  return {
    documents,
    passages: one('SELECT count(*) AS n FROM passages WHERE live = 1'),
    vectors: countLive(store),
    staleVectors: one(`SELECT count(*) AS n FROM passages p JOIN vectors v ON v.id = p.vector_id
      WHERE p.live = 1 AND v.model_key IS NOT (SELECT value FROM settings WHERE key = 'active_model')`),
    versions: { embedding: count('embedding'), ready: count('ready'), failed: count('failed') },
    languages: languages
      .map(({ language, _count }) => ({ language, documents: _count._all }))
      .sort((a, b) => b.documents - a.documents),
    model: activeModel(store),
    lastChange: lastChange(store),
    bytes: statSync(/* turbopackIgnore: true */ file).size,
  };
}
