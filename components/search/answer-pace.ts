/** Milliseconds of calm after a key, at least: two keys struck at once are one. */
const SHORTEST = 30;
/** And at most, however slow the answers. */
const LONGEST = 300;
/** What is assumed before the first answer. */
const FIRST = 60;
/** Weight of the newest answer. */
const NEWEST = 0.3;

let usual = FIRST;

/** Tells how long an answer took, in milliseconds from asking to having it. */
export function answerTook(ms: number): void {
  usual += NEWEST * (ms - usual);
}

/**
 * Milliseconds of calm after a key before it is searched for: as long as answers take. While they come at once there is
 * nothing to save, and a server that is slow is not asked for every letter.
 */
export function calmAfterKey(): number {
  return Math.min(LONGEST, Math.max(SHORTEST, usual));
}
