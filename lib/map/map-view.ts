import { newestMap, placedPassages, readMap, type MapCluster } from '@/lib/store/maps';
import type { Store } from '@/lib/store/types';
import { lastChange } from '@/lib/store/vectors';

export type MapState = 'none' | 'computing' | 'ready' | 'stale';

/** The searchable passages on the map; the lists have one entry for each, in ascending id. */
export interface MapColumns {
  passage: number[];
  /** 0 to MAP_EXTENT; y grows downwards. */
  x: number[];
  y: number[];
  /** Places in the lists of clusters, collections and documents. */
  cluster: number[];
  collection: number[];
  document: number[];
}

export interface MapView {
  /** Id of the stored map. */
  id: number;
  /** ISO 8601. */
  createdAt: string;
  /** Searchable passages that are not on the map yet. */
  missing: number;
  /** By name. */
  collections: string[];
  /** Ids. */
  documents: string[];
  /** With the number of their passages; the largest first. */
  clusters: (MapCluster & { passages: number })[];
  points: MapColumns;
}

/** The last view made of each database; made again when something changed. */
const views = new WeakMap<Store, { key: string; view: MapView; places: Map<number, number> }>();

/** The stored map as it is for what can be searched now; null when there is none. */
export function mapView(store: Store): MapView | null {
  return remembered(store)?.view ?? null;
}

/** Where passages lie, by their ids; those that are not on the map are left out. */
export function positionsOf(
  store: Store,
  passageIds: readonly number[],
): Map<number, { x: number; y: number }> {
  const known = remembered(store);
  if (!known) return new Map();
  const { places, view } = known;
  return new Map(
    passageIds.flatMap((id): [number, { x: number; y: number }][] => {
      const place = places.get(id);
      if (place === undefined) return [];
      return [[id, { x: view.points.x[place] ?? 0, y: view.points.y[place] ?? 0 }]];
    }),
  );
}

/** Looked up and read as one: another process may put a newer map in its place in between. */
function remembered(store: Store) {
  return store.db.transaction(() => rememberedNow(store))();
}

function rememberedNow(store: Store) {
  const head = newestMap(store);
  if (!head) return null;
  const key = `${head.id}-${lastChange(store)}`;
  const known = views.get(store);
  if (known?.key === key) return known;
  const view = makeView(store, head.id);
  if (!view) return null;
  const made = { key, view, places: new Map(view.points.passage.map((id, place) => [id, place])) };
  views.set(store, made);
  return made;
}

function makeView(store: Store, id: number): MapView | null {
  const map = readMap(store, id);
  if (!map) return null;
  const places = new Map(Array.from(map.points.ids, (vector, place) => [vector, place]));
  const passages = placedPassages(store);
  const collections = [...new Set(passages.map(({ collection }) => collection))].sort();
  const collectionAt = new Map(collections.map((name, at) => [name, at]));
  const documentAt = new Map<string, number>();
  const points: MapColumns = { passage: [], x: [], y: [], cluster: [], collection: [], document: [] };
  const clusters = map.clusters.map((cluster) => ({ ...cluster, passages: 0 }));
  for (const { id: passage, vectorId, documentId, collection } of passages) {
    const place = places.get(vectorId);
    if (place === undefined) continue;
    if (!documentAt.has(documentId)) documentAt.set(documentId, documentAt.size);
    const cluster = map.points.cluster[place] ?? 0;
    const own = clusters[cluster];
    if (own) own.passages += 1;
    points.passage.push(passage);
    points.x.push(map.points.x[place] ?? 0);
    points.y.push(map.points.y[place] ?? 0);
    points.cluster.push(cluster);
    points.collection.push(collectionAt.get(collection) ?? 0);
    points.document.push(documentAt.get(documentId) ?? 0);
  }
  return {
    id,
    createdAt: map.createdAt,
    missing: passages.length - points.passage.length,
    collections,
    documents: [...documentAt.keys()],
    clusters,
    points,
  };
}
