import { setImmediate as nextTurn } from 'node:timers/promises';
import { UMAP } from 'umap-js';
import { seededRandom } from '@/lib/statistics/random';
import { forEachInTurns, nearestIn, type Near } from './nearest';
import { principalPlane } from './principal';
import type { PlanePoint, Work } from './types';

/** Neighbours that a vector is drawn to. */
const NEIGHBOURS = 15;
/**
 * How near neighbours may lie, how far a neighbourhood reaches (both in units of the plane), and how much what is not
 * alike pushes away. UMAP's own values draw knots with much nothing between them; with these the plane is filled and a
 * point can be pointed at.
 */
const SPACING = { minDist: 0.7, spread: 2, repulsionStrength: 0.8 };
/** Below this there are not neighbours enough to speak of. */
const LEAST_VECTORS = 12;
const SEED = 20_011;
/** Half the width of the plane that the projection starts on. */
const START = 4;

/**
 * Lays vectors out on a plane so that neighbours stay neighbours (UMAP, McInnes and Healy 2018; cosine distance). The
 * same vectors always give the same plane.
 *
 * @param vectors of length 1
 * @returns one point for each
 * @throws AbortError
 */
export async function project(
  vectors: readonly Float32Array[],
  { progress, signal }: Work,
): Promise<PlanePoint[]> {
  const start = principalPlane(vectors);
  if (vectors.length < LEAST_VECTORS) return start;
  const near: Near[] = [];
  const nearest = nearestIn(vectors);
  const neighbours = Math.min(NEIGHBOURS, Math.floor(vectors.length / 2));
  await forEachInTurns(
    vectors,
    signal,
    (share) => progress(0.25 * share),
    (vector, place) => {
      // UMAP counts a vector among its own neighbours.
      const { indices, distances } = nearest.of(vector, neighbours - 1, place);
      near.push({ indices: [place, ...indices], distances: [0, ...distances] });
    },
  );
  const umap = new UMAP({ ...SPACING, nNeighbors: neighbours, random: seededRandom(SEED) });
  umap.setPrecomputedKNN(
    near.map(({ indices }) => indices),
    near.map(({ distances }) => distances),
  );
  // With neighbours given it asks for nothing but how many vectors there are.
  const rounds = umap.initializeFit(vectors.map(() => []));
  startFrom(umap.getEmbedding(), start);
  for (let round = 0; round < rounds; round = umap.step()) {
    progress(0.25 + (0.75 * round) / rounds);
    if (round % 4 === 0) await nextTurn();
    signal.throwIfAborted();
  }
  progress(1);
  return umap.getEmbedding().map(([x = 0, y = 0]) => [x, y]);
}

/** UMAP moves the very arrays that it gives out. */
function startFrom(embedding: number[][], start: readonly PlanePoint[]): void {
  const most = Math.max(...start.map(([x, y]) => Math.max(Math.abs(x), Math.abs(y)))) || 1;
  const random = seededRandom(SEED);
  for (const [place, point] of embedding.entries()) {
    const [x, y] = start[place] ?? [0, 0];
    // Vectors that are the same would never come apart.
    point[0] = (START * x) / most + random() * 1e-3;
    point[1] = (START * y) / most + random() * 1e-3;
  }
}
