import { isStopWord } from '@/lib/search/stop-words';
import { CJK_OR_OTHER_RUN, isCjkRun } from '@/lib/text/cjk';
import { isFunctionWord } from '@/lib/text/function-words';
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
/** Words that are in every text of their kind and name none of them; the search engine has to look for them all the same. */
const NAMELESS = new Set(
  `also although among another anything around away back best better big came come comes could day days done end enough
  even far first followed following found general good great half hand hands high however including known large last
  later least left less little long made make makes making man men near need new next nothing number often old others
  part people perhaps place put quite rather really right said saw say says second see seem seemed seen several since
  small something still sure take taken thing things think thought three time times took two use used uses using usually
  today tomorrow yesterday moment minute minutes hour hours week weeks month months want way ways well went whole without
  work works world year years yet`.split(/\s+/),
);
const CHINESE_NAMELESS = new Set(
  `一个 一种 一些 一样 这样 那样 不是 没有 他们 它们 我们 自己 已经 开始 可能 时候 现在 后来 其中 其他 之后 之前 之间 以后 以前
  以来 使用 进行 成为 由于 虽然 然而 而且 并且 不过 只是 就是 也是 都是 还有 许多 很多 不同 非常 通常 主要 需要 需 能够 可 个 人
  最后 第一 一直 一般 认为 表示 出现 这种 那种 有些 有的 同时 此外 例如 比如 方面 部分 由此 于是 不能 不会 不要 除了 分钟
  小时 时间 全部 完全 今天 昨天 明天`.split(/\s+/),
);
/** A particle that the dictionary left on a word makes an adjective or a verb of it; 目的, a purpose, is one word. */
const PARTICLE_END = /(?<!目)[的了]$/u;

/**
 * The words of a text in their order, without those that say nothing of what it is about. Chinese and Japanese are cut
 * into words by a dictionary (ICU), not into the pairs of characters that the index has: labels are read by people.
 */
export function labelWords(text: string): LabelWord[] {
  return [...text.normalize('NFKC').matchAll(CJK_OR_OTHER_RUN)].flatMap(([run]) =>
    isCjkRun(run) ? cjkWords(run) : latinWords(run),
  );
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
  return fits && !isSmall(lower) && !NAMELESS.has(lower);
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
    const fits = form.length > 1 && form.length <= LONGEST && !PARTICLE_END.test(form);
    if (!fits || isStopWord(form) || CHINESE_NAMELESS.has(form)) return [];
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
