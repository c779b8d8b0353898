/** Milliseconds an answer may take to be asked for at every key: about as long as until the next one. */
const AT_ONCE = 150;
/** Milliseconds of calm after a key at most, however slow the answers. */
const LONGEST = 300;
/** What a refusal counts as. */
const BUSY = 1_000;
/** What is assumed before the first answer. */
const FIRST = 60;
/** Weight of the newest answer. */
const NEWEST = 0.3;

let usual = FIRST;

/** Tells how long an answer took, in milliseconds from asking to having it. */
export function answerTook(ms: number): void {
  usual += NEWEST * (ms - usual);
}

/** Tells that an answer was not waited for, and for how long it had been: it would have taken longer still. */
export function answerGivenUp(ms: number): void {
  if (ms > usual) answerTook(ms);
}

/** Tells that the server has too much to do. */
export function answerRefused(): void {
  answerTook(BUSY);
}

/**
 * Milliseconds of calm after a key before it is searched for: none while answers come before the next key, else as long
 * as they take, so that a server that is slow is not asked for every letter.
 */
export function calmAfterKey(): number {
  return usual <= AT_ONCE ? 0 : Math.min(LONGEST, usual);
}
