import type { ListEvidence } from './types';

/** A passage in a ranked list. */
export interface RankedPassage {
  id: number;
  /** More is better; comparable within its list only. */
  score: number;
}

/** A list that takes part in fusion. */
export interface RankedList {
  list: 'semantic' | 'lexical';
  /** 0 or more. */
  weight: number;
  /** Best first. */
  passages: readonly RankedPassage[];
  /** The score that is worth nothing. */
  floor: number;
}

/** A passage with what each list gave to its score. */
export interface FusedPassage {
  id: number;
  /** The contributions of `lists`, added up in their order. */
  score: number;
  lists: ListEvidence[];
}

/**
 * Passages of a list that count. Deeper ones are worth nothing, so that a later page, for which more is fetched, goes on
 * where the one before ended. Words are sure evidence further down than nearness is.
 */
export const COUNTED_DEPTH = { semantic: 200, lexical: 400 } as const;
/** Cormack, Clarke & Buettcher (SIGIR 2009). */
const RRF_CONSTANT = 60;

/**
 * Convex combination of min-max normalised scores (Bruch, Gai & Ingber, TOIS 2023): a list's best passage gives its
 * whole weight, one at the floor or absent nothing.
 *
 * Deterministic whatever the order of the lists; a passage never loses by scoring higher in a list.
 */
export function fuseByScore(lists: readonly RankedList[]): FusedPassage[] {
  return fuse(lists, ({ list, passages, floor }) => {
    const top = passages[0]?.score ?? floor;
    return ({ score }, rank) => {
      if (rank > COUNTED_DEPTH[list]) return 0;
      return score >= top ? 1 : Math.max(0, (score - floor) / (top - floor));
    };
  });
}

/**
 * Reciprocal rank fusion with the usual constant: needs no scores and no tuning. Scaled so that the best rank of a list
 * gives its whole weight, which leaves the order as it is.
 */
export function fuseByRank(lists: readonly RankedList[], constant = RRF_CONSTANT): FusedPassage[] {
  return fuse(lists, () => (_passage, rank) => (constant + 1) / (constant + rank));
}

/** The floor of the semantic list, whose scores have no natural zero: its lowest score within the depth that counts. */
export function lowestScore(passages: readonly RankedPassage[]): number {
  return passages[Math.min(passages.length, COUNTED_DEPTH.semantic) - 1]?.score ?? 0;
}

type Normalise = (passage: RankedPassage, rank: number) => number;

function fuse(lists: readonly RankedList[], normaliserOf: (list: RankedList) => Normalise): FusedPassage[] {
  const ordered = [...lists].sort((a, b) => (a.list < b.list ? 1 : -1));
  const fused = new Map<number, ListEvidence[]>();
  for (const [position, one] of ordered.entries()) {
    const normalise = normaliserOf(one);
    for (const [index, passage] of one.passages.entries()) {
      const normalised = normalise(passage, index + 1);
      const evidence = fused.get(passage.id) ?? ordered.map(absent);
      evidence[position] = {
        list: one.list,
        rank: index + 1,
        raw: passage.score,
        normalised,
        weight: one.weight,
        contribution: one.weight * normalised,
      };
      fused.set(passage.id, evidence);
    }
  }
  return bestFirst([...fused].map(([id, evidence]) => ({ id, lists: evidence, score: sumOf(evidence) })));
}

/** Sorts in place: by score, then by the better rank in a list, then by id. */
export function bestFirst<T extends FusedPassage>(passages: T[]): T[] {
  return passages.sort((a, b) => b.score - a.score || bestRank(a) - bestRank(b) || a.id - b.id);
}

/** The contributions added up in their order: what a score is, to the last bit. */
export function sumOf(evidence: readonly ListEvidence[]): number {
  return evidence.reduce((total, { contribution }) => total + contribution, 0);
}

function absent({ list, weight }: RankedList): ListEvidence {
  return { list, rank: null, raw: null, normalised: 0, weight, contribution: 0 };
}

function bestRank({ lists }: FusedPassage): number {
  return Math.min(...lists.map(({ rank }) => rank ?? Infinity));
}
