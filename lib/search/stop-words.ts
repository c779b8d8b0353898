/**
 * Words that ask rather than name. They are not removed from the index: a query of nothing else is looked for as it
 * is, and phrases keep them. Beside words that name something they would only cost time: FTS5's bm25 gives a word that
 * half of all passages have no weight.
 */
const STOP_WORDS = new Set(
  `a about above after again all also am an and any are as at be because been before being below between both but by
  can cannot cant could couldnt did didnt do does doesnt doing dont down during each either else ever every few for
  from further get gets give given had has have havent having he her here hers herself him himself his how i if in
  into is isnt it its itself just let like many may me might more most much must my myself neither no nor not now of
  off on once one only onto or other our ours ourselves out over own per please same shall she should so some such tell
  than that the their theirs them themselves then there these they this those through to too toward towards under
  until up upon us very via was wasnt we were werent what whatever when where whether which while who whom whose why
  will with within without wont would you your yours yourself`.split(/\s+/),
);
/** Pairs of characters that Chinese questions are made of, and particles. */
const CHINESE_STOP_WORDS = new Set(
  `什么 怎么 怎样 如何 为什 么样 哪些 哪个 哪里 多少 是否 可以 以及 或者 因为 所以 但是 如果 还是 这个 那个 这些 那些
  我们 你们 他们 的 了 是 在 和 与 及 吗 呢 吧 啊 么 之 其`.split(/\s+/),
);

/** @param word as lib/text/index-words.ts cuts it, in any letter case */
export function isStopWord(word: string): boolean {
  return STOP_WORDS.has(word.toLowerCase()) || CHINESE_STOP_WORDS.has(word);
}
