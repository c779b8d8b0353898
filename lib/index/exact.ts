import { BestNeighbours } from './best-neighbours';
import { checkK, checkLabel, checkVector } from './check-vector';
import { createDotKernel, KERNEL_STEP, type DotKernel } from './dot-kernel';
import type { Neighbour, VectorIndex } from './types';

const PAGE = 65_536;
const FLOAT = Float32Array.BYTES_PER_ELEMENT;
/** Rows scored by one call of the kernel. */
const BLOCK = 4_096;
/** Memory grows by this factor, so that adding one by one stays cheap. */
const GROWTH = 1.5;
/** Rows asked for one by one are quicker than a scan of all, up to this share of them. */
const SPARSE_SHARE = 0.25;

/**
 * Compares the query with every vector. At the sizes this serves (some ten thousand) that is quicker than a graph with
 * a filter, and it is always right.
 *
 * Layout of its memory, in bytes: query, scores of a block, then the rows without gaps. A removed row is filled with the
 * last one.
 */
export class ExactIndex implements VectorIndex {
  readonly #memory = new WebAssembly.Memory({ initial: 1 });
  readonly #dots: DotKernel;
  /** Values of a row with its padding. */
  readonly #stride: number;
  readonly #rowsAt: number;
  readonly #slots = new Map<number, number>();
  #labels = new Uint32Array(BLOCK);

  constructor(readonly dimension: number) {
    this.#stride = Math.ceil(dimension / KERNEL_STEP) * KERNEL_STEP;
    this.#rowsAt = (this.#stride + BLOCK) * FLOAT;
    this.#reserve(1);
    this.#dots = createDotKernel(this.#memory);
  }

  get size(): number {
    return this.#slots.size;
  }

  has(label: number): boolean {
    return this.#slots.has(label);
  }

  labels(): IterableIterator<number> {
    return this.#slots.keys();
  }

  add(label: number, vector: Float32Array): void {
    checkLabel(label);
    checkVector(vector, this.dimension);
    const slot = this.#slots.get(label) ?? this.size;
    this.#reserve(slot + 1);
    this.#row(slot).set(vector);
    this.#labels[slot] = label;
    this.#slots.set(label, slot);
  }

  remove(label: number): boolean {
    const slot = this.#slots.get(label);
    if (slot === undefined) return false;
    const last = this.size - 1;
    const moved = this.#labels[last] ?? label;
    if (slot !== last) {
      this.#row(slot).set(this.#row(last));
      this.#labels[slot] = moved;
      this.#slots.set(moved, slot);
    }
    this.#slots.delete(label);
    return true;
  }

  /** A copy of the label's vector, or undefined. */
  get(label: number): Float32Array | undefined {
    const slot = this.#slots.get(label);
    return slot === undefined ? undefined : this.#row(slot).slice();
  }

  search(query: Float32Array, k: number, allowed?: (label: number) => boolean): Neighbour[] {
    const best = this.#begin(query, k);
    const labels = this.#labels;
    for (let first = 0; first < this.size; first += BLOCK) {
      const count = Math.min(BLOCK, this.size - first);
      const scores = this.#score(first, count);
      for (let index = 0; index < count; index += 1) {
        const similarity = scores[index] ?? 0;
        if (similarity < best.threshold) continue;
        const label = labels[first + index] ?? 0;
        if (!allowed || allowed(label)) best.offer(label, similarity);
      }
    }
    return best.sorted();
  }

  /** As search with `allowed`, when the labels are known; those that are not there are ignored. */
  searchAmong(query: Float32Array, k: number, labels: Iterable<number> & { size: number }): Neighbour[] {
    if (labels.size > SPARSE_SHARE * this.size) {
      const set = labels instanceof Set ? labels : new Set(labels);
      return this.search(query, k, (label) => set.has(label));
    }
    const best = this.#begin(query, k);
    for (const label of labels) {
      const slot = this.#slots.get(label);
      if (slot !== undefined) best.offer(label, this.#score(slot, 1)[0] ?? 0);
    }
    return best.sorted();
  }

  #begin(query: Float32Array, k: number): BestNeighbours {
    checkK(k);
    checkVector(query, this.dimension);
    new Float32Array(this.#memory.buffer, 0, this.dimension).set(query);
    return new BestNeighbours(Math.min(k, Math.max(1, this.size)));
  }

  /** Dot products of rows first … first + count - 1 with the query; count is 1 to BLOCK. */
  #score(first: number, count: number): Float32Array {
    const out = this.#stride * FLOAT;
    const stride = this.#stride * FLOAT;
    this.#dots(0, this.#rowsAt + first * stride, out, out + count * FLOAT, stride);
    return new Float32Array(this.#memory.buffer, out, count);
  }

  /** Views are made anew: growing the memory detaches older ones. */
  #row(slot: number): Float32Array {
    return new Float32Array(this.#memory.buffer, this.#rowsAt + slot * this.#stride * FLOAT, this.dimension);
  }

  #reserve(rows: number): void {
    const needed = this.#rowsAt + rows * this.#stride * FLOAT;
    const present = this.#memory.buffer.byteLength;
    if (needed > present) {
      const wanted = Math.max(needed, Math.min(present * GROWTH, 2 ** 32 - PAGE));
      this.#memory.grow(Math.ceil((wanted - present) / PAGE));
    }
    if (rows > this.#labels.length) {
      const labels = new Uint32Array(Math.ceil(rows * GROWTH));
      labels.set(this.#labels);
      this.#labels = labels;
    }
  }
}
