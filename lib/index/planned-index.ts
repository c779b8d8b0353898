import { byRank } from './best-neighbours';
import { ExactIndex } from './exact';
import { HnswIndex } from './hnsw';
import type { Neighbour, SearchPlan, VectorIndex } from './types';

/** Share of dead elements at which a graph is built anew beside the one that serves. */
const MOST_DEAD = 0.2;
/** A filter that keeps less than this share leaves the graph without ways through it (measured: 4 ms against 0.4). */
const FEWEST_FOR_GRAPH = 0.1;
/** A graph is given up only well below the limit, so that a corpus at the limit does not build and drop in turn. */
const GIVE_UP_AT = 0.5;

export interface PlannedSearch {
  /** Labels that may be answered; all when absent. */
  among?: ReadonlySet<number>;
  exact?: boolean;
}

/**
 * The index that serves: all vectors for exact scans and, past a limit, a graph over them.
 *
 * The exact part is the truth: similarities are always its own, a label it does not have is never answered, and
 * whatever the graph does not hold yet (`pending`) is scanned. So the graph may lag behind; `maintain` brings it up in
 * small pieces.
 */
export class PlannedIndex implements VectorIndex {
  readonly #exact: ExactIndex;
  #graph: HnswIndex | null = null;
  /** What is being built to take the graph's place. */
  #next: HnswIndex | null = null;
  readonly #pending = new Set<number>();
  readonly #pendingNext = new Set<number>();
  #graphChanges = 0;

  /** @param limit live vectors up to which everything is scanned exactly */
  constructor(
    readonly dimension: number,
    readonly limit: number,
  ) {
    this.#exact = new ExactIndex(dimension);
  }

  get size(): number {
    return this.#exact.size;
  }

  get graph(): HnswIndex | null {
    return this.#graph;
  }

  /** Vectors that the graph lacks. */
  get pending(): number {
    return this.#pending.size;
  }

  /** Changes of the graph since it was adopted or saved. */
  get graphChanges(): number {
    return this.#graphChanges;
  }

  has(label: number): boolean {
    return this.#exact.has(label);
  }

  get(label: number): Float32Array | undefined {
    return this.#exact.get(label);
  }

  labels(): IterableIterator<number> {
    return this.#exact.labels();
  }

  add(label: number, vector: Float32Array): void {
    this.#exact.add(label, vector);
    this.#forget(label);
    if (this.#graph) this.#pending.add(label);
    if (this.#next) this.#pendingNext.add(label);
  }

  remove(label: number): boolean {
    this.#forget(label);
    return this.#exact.remove(label);
  }

  #forget(label: number): void {
    if (this.#graph?.remove(label)) this.#graphChanges += 1;
    this.#next?.remove(label);
    this.#pending.delete(label);
    this.#pendingNext.delete(label);
  }

  search(query: Float32Array, k: number, allowed?: (label: number) => boolean): Neighbour[] {
    if (!allowed) return this.plan(query, k).hits;
    if (!this.#graph) return this.#exact.search(query, k, allowed);
    const among = new Set([...this.labels()].filter((label) => allowed(label)));
    return this.plan(query, k, { among }).hits;
  }

  /**
   * As search, and says how it was answered: exactly, where there are few vectors or a filter keeps few; by the graph
   * otherwise; and exactly after all, when the graph finds fewer than there are.
   */
  plan(query: Float32Array, k: number, { among, exact = false }: PlannedSearch = {}): PlannedAnswer {
    const scan = () => (among ? this.#exact.searchAmong(query, k, among) : this.#exact.search(query, k));
    if (this.size === 0 || among?.size === 0) {
      // Still holds the query and k against the rules.
      return { hits: scan(), plan: 'empty' };
    }
    const graph = this.#graph;
    const few = among && (among.size <= this.limit || among.size < FEWEST_FOR_GRAPH * this.size);
    if (!graph || exact || few || k >= graph.size) return { hits: scan(), plan: 'exact' };
    const walked = graph.search(query, k, among && ((label) => among.has(label)));
    const scanned = this.#scanPending(query, k, among);
    const hits = this.#rescored(query, k, [...walked, ...scanned]);
    // Labels of a filter need not all be here, so this is at most one scan too many.
    const wanted = Math.min(k, among?.size ?? this.size);
    return hits.length < wanted ? { hits: scan(), plan: 'hnsw-then-exact' } : { hits, plan: 'hnsw' };
  }

  #scanPending(query: Float32Array, k: number, among: ReadonlySet<number> | undefined): Neighbour[] {
    if (this.#pending.size === 0) return [];
    const labels = among ? new Set([...this.#pending].filter((label) => among.has(label))) : this.#pending;
    return labels.size === 0 ? [] : this.#exact.searchAmong(query, k, labels);
  }

  /** The graph sums in another order; only the exact part's similarities are given, so that plans agree to the bit. */
  #rescored(query: Float32Array, k: number, found: readonly Neighbour[]): Neighbour[] {
    const labels = new Set(found.map(({ label }) => label).filter((label) => this.#exact.has(label)));
    return labels.size === 0 ? [] : this.#exact.searchAmong(query, k, labels).sort(byRank);
  }

  /** Takes a graph that was read from a snapshot; labels it has and the index has not are dropped from it. */
  adopt(graph: HnswIndex): void {
    for (const label of [...graph.labels()]) if (!this.#exact.has(label)) graph.remove(label);
    this.#graph = graph;
    this.#graphChanges = 0;
    this.#pending.clear();
    for (const label of this.labels()) if (!graph.has(label)) this.#pending.add(label);
  }

  /** Tells that the graph as it is now is on disk. */
  saved(): void {
    this.#graphChanges = 0;
  }

  /**
   * Puts pending vectors into the graph, begins one when there are enough vectors, builds it anew beside when too much
   * of it is dead, gives it up when few are left.
   *
   * @param budgetMs milliseconds of work, about
   * @returns whether there is more to do
   */
  maintain(budgetMs: number): boolean {
    if (this.size <= this.limit * GIVE_UP_AT) this.#giveUp();
    else if (!this.#graph && !this.#next && this.size > this.limit) this.#begin();
    else if (this.#graph && !this.#next && this.#graph.deadShare > MOST_DEAD) this.#begin();
    const until = performance.now() + budgetMs;
    if (this.#graph && !this.#next) this.#graphChanges += this.#fill(this.#graph, this.#pending, until);
    if (this.#next) {
      this.#fill(this.#next, this.#pendingNext, until);
      if (this.#pendingNext.size === 0) this.#swap(this.#next);
    }
    return this.#pendingNext.size > 0 || (this.#graph !== null && this.#pending.size > 0);
  }

  #begin(): void {
    this.#next = new HnswIndex(this.dimension);
    for (const label of this.labels()) this.#pendingNext.add(label);
  }

  #swap(next: HnswIndex): void {
    this.#graph = next;
    this.#graphChanges = next.size;
    this.#next = null;
    this.#pending.clear();
  }

  #giveUp(): void {
    this.#graph = null;
    this.#next = null;
    this.#pending.clear();
    this.#pendingNext.clear();
  }

  /** @returns vectors put in */
  #fill(graph: HnswIndex, pending: Set<number>, until: number): number {
    let added = 0;
    for (const label of pending) {
      if (added > 0 && performance.now() > until) break;
      const vector = this.#exact.get(label);
      if (vector) graph.add(label, vector);
      pending.delete(label);
      added += 1;
    }
    return added;
  }
}

export interface PlannedAnswer {
  hits: Neighbour[];
  plan: SearchPlan;
}
