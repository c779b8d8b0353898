import type { Unit } from './unit';

/** Units from first to last, end exclusive. */
export interface Run {
  first: number;
  end: number;
}

export interface PackOptions {
  /** Tokens of a run at most, except a single unit that is larger. */
  target: number;
  /** Tokens that a run repeats of the one before, about. */
  overlap: number;
}

/** From this share of the aimed size on, the beginning of a block is a good place to cut. */
const BLOCK_CUT = 0.75;

/**
 * Packs units into runs of about equal size, at most the target, each repeating the last sentences of the one before.
 * Every unit is in some run, and every run has a unit that the runs before it do not: it always advances.
 */
export function packUnits(units: readonly Unit[], { target, overlap }: PackOptions): Run[] {
  const runs: Run[] = [];
  let rest = units.reduce((sum, { tokens }) => sum + tokens, 0);
  let fresh = 0;
  while (fresh < units.length) {
    const first =
      runs.length === 0 ? 0 : overlapStart(units, runs.at(-1)?.first ?? 0, fresh, { target, overlap });
    let size = sizeOf(units, first, fresh);
    const aim = aimFor(size + rest, { target, overlap });
    let end = fresh;
    while (end < units.length) {
      const unit = units[end];
      if (!unit) break;
      if (end > fresh && size + unit.tokens > target) break;
      // Near the end of this run: stop at a block if one begins here, or as soon as the aimed size is reached,
      // unless what is left would fit as well.
      const goodCut = size >= aim || (unit.opensBlock && size >= aim * BLOCK_CUT);
      if (end > fresh && goodCut && size + rest > target) break;
      size += unit.tokens;
      rest -= unit.tokens;
      end += 1;
    }
    runs.push({ first, end });
    fresh = end;
  }
  return runs;
}

/** Size that makes the runs of what is left about equal. */
function aimFor(tokens: number, { target, overlap }: PackOptions): number {
  if (tokens <= target) return target;
  const step = Math.max(1, target - overlap);
  const runs = Math.ceil((tokens - overlap) / step);
  return (tokens + (runs - 1) * overlap) / runs;
}

/** Where the next run begins: as many whole sentences before `fresh` as fit the overlap, none if there is no room. */
function overlapStart(
  units: readonly Unit[],
  previousFirst: number,
  fresh: number,
  { target, overlap }: PackOptions,
): number {
  const room = Math.min(overlap * 1.5, target - (units[fresh]?.tokens ?? 0));
  let first = fresh;
  let size = 0;
  while (first - 1 > previousFirst && size < overlap) {
    const unit = units[first - 1];
    if (!unit || !unit.prose || size + unit.tokens > room) break;
    size += unit.tokens;
    first -= 1;
  }
  return first;
}

function sizeOf(units: readonly Unit[], first: number, end: number): number {
  let sum = 0;
  for (let index = first; index < end; index += 1) sum += units[index]?.tokens ?? 0;
  return sum;
}
