import type { Neighbour } from './types';

/** True when a belongs before b: more similar, or as similar with the smaller label. */
function isBetter(a: Neighbour, b: Neighbour): boolean {
  return a.similarity > b.similarity || (a.similarity === b.similarity && a.label < b.label);
}

/** Best first. */
export function byRank(a: Neighbour, b: Neighbour): number {
  return b.similarity - a.similarity || a.label - b.label;
}

/**
 * Keeps the k best of all neighbours offered, in O(log k) each: a heap whose root is the worst one kept.
 */
export class BestNeighbours {
  readonly #heap: Neighbour[] = [];

  constructor(readonly k: number) {}

  /** The similarity below which an offer is useless; -Infinity while there is room. */
  get threshold(): number {
    return this.#heap.length < this.k ? -Infinity : (this.#heap[0]?.similarity ?? -Infinity);
  }

  offer(label: number, similarity: number): void {
    const heap = this.#heap;
    const offered = { label, similarity };
    if (heap.length < this.k) {
      heap.push(offered);
      this.#rise(heap.length - 1);
      return;
    }
    const worst = heap[0];
    if (!worst || !isBetter(offered, worst)) return;
    heap[0] = offered;
    this.#sink();
  }

  /** Best first. The heap stays as it is. */
  sorted(): Neighbour[] {
    return [...this.#heap].sort(byRank);
  }

  #rise(from: number): void {
    const heap = this.#heap;
    for (let at = from; at > 0;) {
      const above = (at - 1) >> 1;
      const [child, parent] = [heap[at], heap[above]];
      if (!child || !parent || !isBetter(parent, child)) return;
      heap[at] = parent;
      heap[above] = child;
      at = above;
    }
  }

  #sink(): void {
    const heap = this.#heap;
    for (let at = 0; ;) {
      let worst = at;
      for (const below of [2 * at + 1, 2 * at + 2]) {
        const [candidate, present] = [heap[below], heap[worst]];
        if (candidate && present && isBetter(present, candidate)) worst = below;
      }
      const [here, there] = [heap[at], heap[worst]];
      if (worst === at || !here || !there) return;
      heap[at] = there;
      heap[worst] = here;
      at = worst;
    }
  }
}
