import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  activeModelKey,
  liveIds,
  newestMap,
  readMap,
  storeMap,
  textsOfVectors,
  type MapCluster,
  type MapPoints,
} from '@/lib/store/maps';
import { MAP_EXTENT } from '@/lib/store/map-extent';
import type { Store } from '@/lib/store/types';
import { lastChange, liveVectors, vectorsById } from '@/lib/store/vectors';
import { findClusters } from './clusters';
import { clusterLabels } from './labels';
import { mapNeed } from './map-need';
import { forEachInTurns, nearestIn } from './nearest';
import { placeBeside } from './place';
import { project } from './project';
import type { PlanePoint, Work } from './types';

/** Vectors projected at most; the others are put beside their neighbours. */
export const MOST_PROJECTED = 10_000;
/** Texts of a cluster that its words are taken from. */
const TEXTS_READ = 400;
/** Share of the plane's width that stays empty around it. */
const MARGIN = 0.02;

/**
 * Brings the stored map up to date with the database: laid out anew, or with what is new put beside its neighbours when
 * that is little.
 *
 * @param anew lay it out anew even if that is not needed
 * @returns what was done
 * @throws AbortError
 */
export async function computeMap(
  store: Store,
  work: Work,
  { anew = false, mostProjected = MOST_PROJECTED }: { anew?: boolean; mostProjected?: number } = {},
): Promise<'laid out' | 'added to' | 'unchanged' | 'nothing to map'> {
  const need = mapNeed(store);
  if (need === 'nothing to map') return need;
  if (need === 'a new layout' || anew) {
    await layOut(store, work, mostProjected);
    return 'laid out';
  }
  if (need === 'up to date') return 'unchanged';
  await addTo(store, work);
  return 'added to';
}

async function layOut(store: Store, { progress, signal }: Work, mostProjected: number): Promise<void> {
  const model = activeModelKey(store);
  const seq = lastChange(store);
  const ids: number[] = [];
  const vectors: Float32Array[] = [];
  for (const { id, data } of liveVectors(store)) {
    ids.push(id);
    vectors.push(data);
    if (ids.length % 1000 === 0) await nextTurn();
    signal.throwIfAborted();
  }
  progress(0.03);
  const sample = spreadOut(vectors.length, mostProjected);
  const projected = sample.map((place) => vectors[place] ?? new Float32Array());
  const plane = await project(projected, { signal, progress: (share) => progress(0.03 + 0.77 * share) });
  const everywhere = await placeRest(vectors, sample, plane, {
    signal,
    progress: (share) => progress(0.8 + 0.08 * share),
  });
  const { members, cores } = findClusters(vectors, everywhere);
  progress(0.94);
  await nextTurn();
  signal.throwIfAborted();
  const { x, y } = quantised(everywhere);
  const points = { ids: Uint32Array.from(ids), x, y, cluster: members };
  const clusters = describeClusters(store, points, cores);
  storeMap(store, { model, lastChange: seq, placed: 0, clusters, points });
  progress(1);
}

/** Places of at most so many of a list, as far from each other as they can be: neighbours in it are of one document. */
export function spreadOut(length: number, most: number): number[] {
  const count = Math.min(length, most);
  return Array.from({ length: count }, (_, number) => Math.floor((number * length) / count));
}

async function placeRest(
  vectors: readonly Float32Array[],
  sample: readonly number[],
  plane: readonly PlanePoint[],
  { progress, signal }: Work,
): Promise<PlanePoint[]> {
  if (sample.length === vectors.length) return [...plane];
  const nearest = nearestIn(sample.map((place) => vectors[place] ?? new Float32Array()));
  const known = new Map(sample.map((place, number) => [place, plane[number]]));
  const placed: PlanePoint[] = [];
  await forEachInTurns(vectors, signal, progress, (vector, place) => {
    placed.push(known.get(place) ?? placeBeside(vector, nearest, plane).point);
  });
  return placed;
}

/** Whole numbers from 0 to MAP_EXTENT, with one scale for both directions and the middle in the middle. */
function quantised(plane: readonly PlanePoint[]): { x: Uint16Array; y: Uint16Array } {
  const range = (axis: 0 | 1) => {
    let [low, high] = [Infinity, -Infinity];
    for (const point of plane) {
      low = Math.min(low, point[axis]);
      high = Math.max(high, point[axis]);
    }
    return { middle: (low + high) / 2, width: high - low };
  };
  const [across, up] = [range(0), range(1)];
  const scale = (MAP_EXTENT * (1 - 2 * MARGIN)) / (Math.max(across.width, up.width) || 1);
  const whole = (value: number, middle: number) =>
    Math.max(0, Math.min(MAP_EXTENT, Math.round(MAP_EXTENT / 2 + (value - middle) * scale)));
  return {
    x: Uint16Array.from(plane, ([x]) => whole(x, across.middle)),
    y: Uint16Array.from(plane, ([, y]) => whole(y, up.middle)),
  };
}

function describeClusters(
  store: Store,
  { ids, x, y, cluster }: MapPoints,
  cores: readonly (readonly number[])[],
): MapCluster[] {
  const members: number[][] = [];
  for (const [place, number] of cluster.entries()) (members[number] ??= []).push(place);
  const texts = members.map((places) => {
    const read = spreadOut(places.length, TEXTS_READ).map((number) => ids[places[number] ?? 0] ?? 0);
    return [...textsOfVectors(store, read).values()];
  });
  const labels = clusterLabels(texts);
  return cores.map((core, number) => ({
    words: labels[number] ?? [],
    x: median(core.map((place) => x[place] ?? 0)),
    y: median(core.map((place) => y[place] ?? 0)),
  }));
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[values.length >> 1] ?? 0;
}

/** In one read: what others write meanwhile must not be in one part of it and not in another. */
function readTogether(store: Store) {
  return store.db.transaction(() => {
    const head = newestMap(store);
    const map = head && readMap(store, head.id);
    if (!map) return null;
    const live = liveIds(store);
    const vectors = vectorsById(store, live);
    return { model: activeModelKey(store), map, seq: lastChange(store), live, vectors };
  })();
}

async function addTo(store: Store, { progress, signal }: Work): Promise<void> {
  const read = readTogether(store);
  if (!read) return;
  const { model, map, seq, live, vectors } = read;
  const old = new Map(Array.from(map.points.ids, (id, place) => [id, place]));
  const kept = live.filter((id) => old.has(id));
  const fresh = live.filter((id) => !old.has(id));
  const keptPlaces = kept.map((id) => old.get(id) ?? 0);
  const vectorOf = (id: number) => vectors.get(id) ?? new Float32Array();
  const nearest = nearestIn(kept.map(vectorOf));
  const plane = keptPlaces.map((place): PlanePoint => [map.points.x[place] ?? 0, map.points.y[place] ?? 0]);
  const at = new Map<number, { x: number; y: number; cluster: number }>();
  for (const [number, id] of kept.entries()) {
    const [x, y] = plane[number] ?? [0, 0];
    at.set(id, { x, y, cluster: map.points.cluster[keptPlaces[number] ?? 0] ?? 0 });
  }
  await forEachInTurns(fresh, signal, progress, (id) => {
    const { point, nearest: beside } = placeBeside(vectorOf(id), nearest, plane);
    const cluster = map.points.cluster[keptPlaces[beside] ?? 0] ?? 0;
    at.set(id, { x: Math.round(point[0]), y: Math.round(point[1]), cluster });
  });
  const points = {
    ids: Uint32Array.from(live),
    x: Uint16Array.from(live, (id) => at.get(id)?.x ?? 0),
    y: Uint16Array.from(live, (id) => at.get(id)?.y ?? 0),
    cluster: Uint8Array.from(live, (id) => at.get(id)?.cluster ?? 0),
  };
  const { clusters, placed } = map;
  storeMap(store, { model, lastChange: seq, placed: placed + fresh.length, clusters, points });
}
