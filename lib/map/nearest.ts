import { setImmediate as nextTurn } from 'node:timers/promises';
import { ExactIndex } from '@/lib/index/exact';

/** Neighbours of a vector: places in a list, nearest first, and how far they are (1 − cosine). */
export interface Near {
  indices: number[];
  distances: number[];
}

/** Vectors asked for between two looks at what else the process has to do. */
const TURN = 200;

/** The k nearest of a list of vectors to each of some others. */
export interface Nearest {
  /**
   * @param k 1 or more
   * @param self place of the vector itself in the list, which is left out
   */
  of(vector: Float32Array, k: number, self?: number): Near;
}

/** @param vectors of length 1, at least one, all of one dimension */
export function nearestIn(vectors: readonly Float32Array[]): Nearest {
  const index = new ExactIndex(vectors[0]?.length ?? 1);
  for (const [place, vector] of vectors.entries()) index.add(place, vector);
  return {
    of(vector, k, self) {
      const found = index.search(vector, self === undefined ? k : k + 1);
      const others = found.filter(({ label }) => label !== self).slice(0, k);
      return {
        indices: others.map(({ label }) => label),
        // Rounding makes the cosine of equal vectors a little more than 1.
        distances: others.map(({ similarity }) => Math.max(0, 1 - similarity)),
      };
    },
  };
}

/**
 * Does something for every item and lets the process live meanwhile.
 *
 * @param progress told what share is done, 0 to 1
 * @throws AbortError
 */
export async function forEachInTurns<Item>(
  items: readonly Item[],
  signal: AbortSignal,
  progress: (share: number) => void,
  work: (item: Item, place: number) => void,
): Promise<void> {
  for (const [place, item] of items.entries()) {
    if (place % TURN === 0) {
      progress(place / items.length);
      await nextTurn();
      signal.throwIfAborted();
    }
    work(item, place);
  }
  progress(1);
}
