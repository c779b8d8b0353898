import { createRequire } from 'node:module';
import { countFunctionWords } from './function-words';

/** Letters looked at; more do not change the answer. */
const SAMPLE = 4_000;
/** Below this many letters the words of a Latin text say too little. */
const FEWEST_LETTERS = 24;
/** tinyld's confidence (0 to 1) that is believed; most wrong answers on short texts stay below it. */
const LEAST_CONFIDENCE = 0.3;
/** Function words that settle it, when no other language has nearly as many. */
const ENOUGH_HITS = 3;
const CLEAR_LEAD = 1.4;

/** Scripts that one language of note uses. */
const SCRIPT_LANGUAGES: readonly (readonly [RegExp, string])[] = [
  [/\p{Script=Greek}/gu, 'el'],
  [/\p{Script=Hebrew}/gu, 'he'],
  [/\p{Script=Thai}/gu, 'th'],
  [/\p{Script=Georgian}/gu, 'ka'],
  [/\p{Script=Armenian}/gu, 'hy'],
  [/\p{Script=Tamil}/gu, 'ta'],
];

/**
 * The main language of a text: by its script where that decides, else by its words.
 *
 * @returns an ISO 639-1 code, or `und` when the text is too short or too mixed to tell
 * @example detectLanguage('检索增强生成') // 'zh'
 */
export function detectLanguage(text: string): string {
  const sample = text.slice(0, SAMPLE);
  const letters = count(sample, /\p{L}/gu);
  if (letters === 0) return 'und';
  return byScript(sample, letters) ?? byWords(sample, letters);
}

/** Chinese, Japanese, Korean and languages with a script of their own; decided from two letters on. */
function byScript(sample: string, letters: number): string | undefined {
  const han = count(sample, /\p{Script=Han}/gu);
  const kana = count(sample, /[\p{Script=Hiragana}\p{Script=Katakana}]/gu);
  const hangul = count(sample, /\p{Script=Hangul}/gu);
  // A CJK character carries about as much as three Latin letters, so that Latin names in a Chinese text do not win.
  if (letters >= 2 && 3 * (han + kana + hangul) > letters - han - kana - hangul) {
    if (hangul > han + kana) return 'ko';
    return kana * 10 > han + kana ? 'ja' : 'zh';
  }
  return SCRIPT_LANGUAGES.find(([script]) => 2 * count(sample, script) > letters)?.[1];
}

/** Function words first; tinyld for languages outside that list, and only its two-letter codes (it knows Klingon). */
function byWords(sample: string, letters: number): string {
  if (letters < FEWEST_LETTERS) return 'und';
  const [first, second] = countFunctionWords(sample);
  if (first && first.hits >= ENOUGH_HITS && first.hits >= CLEAR_LEAD * (second?.hits ?? 0))
    return first.language;
  const [best] = tinyld().detectAll(sample);
  return best && best.accuracy >= LEAST_CONFIDENCE && best.lang.length === 2 ? best.lang : 'und';
}

const load = createRequire(import.meta.url);

/** Its tables take half a second to load, and function words settle nearly every text of the common languages. */
function tinyld(): typeof import('tinyld') {
  return load('tinyld') as typeof import('tinyld');
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
