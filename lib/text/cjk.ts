/**
 * Scripts that are written without spaces, or (Hangul) with words too long to match as they are. `ー` lengthens a
 * Japanese vowel and belongs to no script of its own.
 */
const CJK_CLASS = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー`;

/** Runs of CJK characters, and runs of anything else. */
export const CJK_OR_OTHER_RUN = new RegExp(`([${CJK_CLASS}]+)|[^${CJK_CLASS}]+`, 'gu');

/** Whether a run (see CJK_OR_OTHER_RUN) is one of CJK characters. */
export function isCjkRun(run: string): boolean {
  return CJK_START.test(run);
}

const CJK_START = new RegExp(`^[${CJK_CLASS}]`, 'u');
const CJK_CHARACTER = new RegExp(`[${CJK_CLASS}]`, 'gu');

/** Share of CJK among the letters and digits of a text, 0 to 1; 0 when it has none. */
export function cjkShare(text: string): number {
  const all = text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  return all === 0 ? 0 : Math.min(1, (text.match(CJK_CHARACTER)?.length ?? 0) / all);
}
