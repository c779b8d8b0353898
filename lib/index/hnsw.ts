import hnswlib, { type HierarchicalNSW } from 'hnswlib-node';
import { byRank } from './best-neighbours';
import { checkK, checkLabel, checkVector } from './check-vector';
import type { Neighbour, VectorIndex } from './types';

/** Links of an element in the upper layers; twice as many in the lowest (the values of the HNSW paper's figures). */
export const GRAPH_LINKS = 16;
/** Candidates weighed when an element is put in. */
export const GRAPH_CONSTRUCTION = 200;
/** Candidates weighed when searching, at least; more is slower and finds more. */
export const DEFAULT_EF = 128;
/** Room is made for this many times the elements, since making room copies everything. */
const GROWTH = 1.5;
const FIRST_ROOM = 1_024;
/** hnswlib's own default, named because graphs are compared in tests. */
const RANDOM_SEED = 100;

/** Elements a walk weighs for each neighbour wanted, so that the last ones are found as well as the first. */
const EF_PER_NEIGHBOUR = 1.5;

/**
 * A navigable small-world graph (Malkov & Yashunin, TPAMI 2020) by hnswlib, with everything that hnswlib-node leaves
 * to its caller handled here and nowhere else:
 *
 * - it takes `number[]` only and accepts NaN: vectors are checked and copied;
 * - its default ef of 10 finds nine of ten, and comes back after a load: ef is set before every search;
 * - it throws for a k above its room, and its count includes deleted elements: the live ones are counted here;
 * - a filter that throws ends the process: the filter's throw is caught, kept and thrown after the search;
 * - labels are cut to 32 bits, and adding a label again overwrites an element that others link to: a replaced element
 *   is marked deleted and put in under a new element number, to which `#elements` maps the label;
 * - room is fixed: it is extended before it runs out.
 */
export class HnswIndex implements VectorIndex {
  readonly #graph: HierarchicalNSW;
  /** Label to element number. */
  readonly #elements = new Map<number, number>();
  /** Element number to label; -1 where the element is dead. */
  readonly #labels: number[];
  ef = DEFAULT_EF;

  /** @param stored a graph that was read from a file, with the label of every element number (-1 = dead) */
  constructor(
    readonly dimension: number,
    stored?: { graph: HierarchicalNSW; labels: number[] },
  ) {
    this.#graph = stored?.graph ?? new hnswlib.HierarchicalNSW('ip', dimension);
    this.#labels = stored?.labels ?? [];
    if (!stored) this.#graph.initIndex(FIRST_ROOM, GRAPH_LINKS, GRAPH_CONSTRUCTION, RANDOM_SEED);
    for (const [element, label] of this.#labels.entries()) if (label >= 0) this.#elements.set(label, element);
  }

  get size(): number {
    return this.#elements.size;
  }

  /** Share of the elements that are dead, 0 to 1; a search walks over them all the same. */
  get deadShare(): number {
    const all = this.#labels.length;
    return all === 0 ? 0 : (all - this.size) / all;
  }

  has(label: number): boolean {
    return this.#elements.has(label);
  }

  labels(): IterableIterator<number> {
    return this.#elements.keys();
  }

  /** The label of every element number, -1 for dead ones: with the file, all there is to know of the graph. */
  elementLabels(): readonly number[] {
    return this.#labels;
  }

  add(label: number, vector: Float32Array): void {
    checkLabel(label);
    checkVector(vector, this.dimension);
    this.remove(label);
    const element = this.#labels.length;
    const room = this.#graph.getMaxElements();
    if (element >= room) this.#graph.resizeIndex(Math.ceil(room * GROWTH));
    this.#graph.addPoint(Array.from(vector), element);
    this.#labels.push(label);
    this.#elements.set(label, element);
  }

  remove(label: number): boolean {
    const element = this.#elements.get(label);
    if (element === undefined) return false;
    this.#graph.markDelete(element);
    this.#labels[element] = -1;
    this.#elements.delete(label);
    return true;
  }

  search(query: Float32Array, k: number, allowed?: (label: number) => boolean): Neighbour[] {
    checkK(k);
    checkVector(query, this.dimension);
    if (this.size === 0) return [];
    const wanted = Math.min(k, this.size);
    // All that the walk weighs are taken: of equals at the end of the list, the rank decides and not the walk.
    const weighed = Math.min(this.size, Math.max(this.ef, Math.ceil(wanted * EF_PER_NEIGHBOUR)));
    this.#graph.setEf(weighed);
    let failure: { thrown: unknown } | null = null;
    const filter = (element: number): boolean => {
      if (failure || !allowed) return false;
      try {
        return allowed(this.#labels[element] ?? -1);
      } catch (thrown) {
        failure = { thrown };
        return false;
      }
    };
    const found = this.#graph.searchKnn(Array.from(query), weighed, allowed ? filter : undefined);
    rethrow(failure);
    return found.neighbors
      .map((element, at) => ({
        label: this.#labels[element] ?? -1,
        // hnswlib's inner product distance is 1 - dot product.
        similarity: 1 - (found.distances[at] ?? 1),
      }))
      .filter(({ label }) => label >= 0)
      .sort(byRank)
      .slice(0, wanted);
  }

  /** Writes the graph; hnswlib says nothing of a write that failed, so the caller reads the file back. */
  write(file: string): void {
    this.#graph.writeIndexSync(file);
  }
}

function rethrow(failure: { thrown: unknown } | null): void {
  if (failure) throw failure.thrown;
}

/**
 * Reads a graph that `write` wrote. The file must have passed checkGraphFile: hnswlib trusts it with the process.
 *
 * @param labels the label of every element number, -1 for dead ones
 */
export function readHnsw(file: string, dimension: number, labels: readonly number[]): HnswIndex {
  const graph = new hnswlib.HierarchicalNSW('ip', dimension);
  graph.readIndexSync(file);
  return new HnswIndex(dimension, { graph, labels: [...labels] });
}
