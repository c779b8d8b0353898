/**
 * English words after which a noun phrase begins or goes on. `that` is as often a conjunction and is left out, as is
 * `to`, which begins infinitives.
 */
const BEFORE_NOUNS = wordSet(
  `a an the this these those my your his her its our their of in on at from by with for into between among under over
  against upon each every some any no all both many several such same other another`,
);
/** English words that what follows is rather done by, or said of, than named. */
const BEFORE_OTHERS = wordSet(
  `to will would shall should can could may might must cannot not never be is are was were been being am have has had
  having do does did i you he she it we they who which then`,
);
/** What begins a noun phrase: a word right before one of these takes an object, or stands outside a phrase. */
const DETERMINERS = wordSet(
  `a an the this these those my your his her its our their me you him us them it each every some any all`,
);
/** Words after which Chinese names something, and those beside which it tells what is done. */
const BEFORE_CHINESE_NOUNS = wordSet(
  '的 个 個 种 種 之 该 該 这 這 那 这个 那个 一个 两个 位 片 克 只 座 在 由 与 與 和 對 对 于',
);
const BEFORE_CHINESE_VERBS = wordSet(
  '不 会 會 能 可 可以 要 再 就 将 將 把 后 後 并 並 请 請 先 来 來 去 也 都 已 已经 被 所 并且 然后',
);
const AFTER_CHINESE_VERBS = wordSet('了 着 著 过 過 到 至 成 入 出 进 一 一个 两 两个 几 幾 其');

const CAPITAL = /^\p{Lu}/u;

function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.split(/\s+/));
}

/** What stands beside a word in its clause, as it is written; empty at an end of it. */
export interface Beside {
  before: string;
  after: string;
}

/**
 * What the words on both sides tell of an English word: that it is a noun (1), that it is not (-1), or nothing (0).
 * One place says little; over all places of a corpus nouns have far more of one than of the other.
 *
 * @param isSmall whether a word, in lower case, is one of those that every text has: before one a noun phrase ends
 */
export function nounEvidence(
  form: string,
  { before, after }: Beside,
  isSmall: (word: string) => boolean,
): number {
  const [previous, next] = [before.toLowerCase(), after.toLowerCase()];
  // "Add the flour", "in making the law".
  if (DETERMINERS.has(next)) return -1;
  const inPhrase = BEFORE_NOUNS.has(previous);
  // "the federal courts": what stands before a noun is mostly an adjective.
  if (inPhrase && next !== '' && !isSmall(next)) return -0.5;
  // A capital inside a sentence is that of a name; languages that write every noun so have their evidence here.
  if (inPhrase || (before !== '' && CAPITAL.test(form))) return 1;
  return BEFORE_OTHERS.has(previous) ? -1 : 0;
}

/** The same for a Chinese word, beside the words that a dictionary cuts. */
export function chineseNounEvidence({ before, after }: Beside): number {
  if (AFTER_CHINESE_VERBS.has(after) || BEFORE_CHINESE_VERBS.has(before)) return -1;
  return BEFORE_CHINESE_NOUNS.has(before) ? 1 : 0;
}
