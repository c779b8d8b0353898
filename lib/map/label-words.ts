import { isStopWord } from '@/lib/search/stop-words';
import { CJK_OR_OTHER_RUN, isCjkRun } from '@/lib/text/cjk';
import { isFunctionWord } from '@/lib/text/function-words';
import { isNameless, isNamelessChinese } from './nameless-words';
import { chineseNounEvidence, nounEvidence } from './noun-evidence';

/** A word of a text that could name what the text is about. */
export interface LabelWord {
  /** What forms of one word have in common. */
  key: string;
  /** As it is written. */
  form: string;
  /** What is beside it tells of its being a noun: 1 that it is one, -1 that it is none, 0 nothing. */
  noun: number;
  /** The word right after it, with nothing but a space between them. */
  next?: LabelWord;
}

const LATIN_WORD = /\p{L}[\p{L}\p{M}]*(?:['’]\p{L}+)?/gu;
/** What may be between two words that belong together. */
const BETWEEN = /^[ \n\t]+$/;
const SHORTEST = 3;
const LONGEST = 24;
/** Characters of a Chinese tag that is shown as it is, at most. */
const LONGEST_TAG = 6;
/**
 * The words of a text in their order, without those that say nothing of what it is about. Chinese and Japanese are cut
 * into words by a dictionary (ICU), not into the pairs of characters that the index has: labels are read by people.
 */
export function labelWords(text: string): LabelWord[] {
  return [...text.normalize('NFKC').matchAll(CJK_OR_OTHER_RUN)].flatMap(([run]) =>
    isCjkRun(run) ? cjkWords(run) : latinWords(run),
  );
}

/** The words of a tag. A Chinese one is a word, even where a dictionary cuts it: 图书馆, and not 图书 and 馆. */
export function tagWords(tag: string): LabelWord[] {
  const [run = '', ...more] = tag.normalize('NFKC').trim().match(CJK_OR_OTHER_RUN) ?? [];
  const isWord = more.length === 0 && isCjkRun(run) && run.length > 1 && run.length <= LONGEST_TAG;
  return isWord ? [{ key: run, form: run, noun: 0 }] : labelWords(tag);
}

function latinWords(run: string): LabelWord[] {
  const found = [...run.matchAll(LATIN_WORD)].map(({ 0: word, index }) => ({
    word,
    form: word.replace(/['’]s?$/, '').replace(/['’]s$/, ''),
    start: index,
    end: index + word.length,
  }));
  const said: LabelWord[] = [];
  let last = -1;
  for (const [place, { form, start, end }] of found.entries()) {
    if (!isSayable(form)) continue;
    const [previous, next] = [found[place - 1], found[place + 1]];
    const before = previous && BETWEEN.test(run.slice(previous.end, start)) ? previous.word : '';
    const after = next && BETWEEN.test(run.slice(end, next.start)) ? next.word : '';
    const noun = nounEvidence(form, { before, after }, isSmall);
    const word: LabelWord = { key: singular(form.toLowerCase()), form, noun };
    const beside = said.at(-1);
    if (beside && before !== '' && last === place - 1) beside.next = word;
    said.push(word);
    last = place;
  }
  return said;
}

function isSayable(form: string): boolean {
  const lower = form.toLowerCase();
  const fits = form.length >= SHORTEST && form.length <= LONGEST && !/['’]/.test(form);
  return fits && !isSmall(lower) && !isNameless(lower);
}

/** Whether it is one of the words that every text has. */
function isSmall(lower: string): boolean {
  return isStopWord(lower) || isFunctionWord(lower);
}

let segmenter: Intl.Segmenter | undefined;

function cjkWords(run: string): LabelWord[] {
  segmenter ??= new Intl.Segmenter('zh', { granularity: 'word' });
  const found = [...segmenter.segment(run)].map(({ segment }) => segment);
  return found.flatMap((form, place) => {
    const fits = form.length > 1 && form.length <= LONGEST;
    if (!fits || isStopWord(form) || isNamelessChinese(form)) return [];
    const beside = { before: found[place - 1] ?? '', after: found[place + 1] ?? '' };
    return [{ key: form, form, noun: chineseNounEvidence(beside) }];
  });
}

/** English plurals; a word of another language that only looks like one loses a letter of its key, and nobody sees keys. */
function singular(word: string): string {
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (word.length > 3 && /[^sui]s$/.test(word)) return word.slice(0, -1);
  return word;
}
