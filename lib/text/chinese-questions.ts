import type { IndexWord } from './index-words';

/** What Chinese asks with, and the small words that go with it. At the end of a clause 吗 and 呢 ask; 吗啡 is morphine. */
const ASKING =
  /为什么|为何|怎么(?:样|做|办|用|弄|回事)?|怎样|如何|(?:需要|是|有|用)?什么(?:是|时候)?|哪(?:些|个|里|儿|种|位)|[有要]?多[少久]|是否|是不是|能不能|可不可以|有没有|请问|[吗呢](?=\s*(?:[?？。！!,，]|$))/gu;
/** Pairs of characters in it that are words. */
const ASKING_PAIRS = new Set('为什 为何 怎么 怎样 如何 什么 哪些 哪个 哪里 哪种 多少 多久 是否'.split(' '));

/**
 * Leaves out the pairs of characters that come about where a question word meets what is asked about: of 红烧肉怎么做
 * those are 肉怎 and 么做. They are no words, and so rare that a text with 怎么做 in it would outrank all about 红烧肉. What
 * stood on both sides of them is a group of its own from then on.
 *
 * @param words of the query, as indexWords cut them
 */
export function withoutCutPairs(words: readonly IndexWord[], query: string): IndexWord[] {
  const spans = [...query.matchAll(ASKING)].map(({ 0: asking, index }) => ({
    start: index,
    end: index + asking.length,
  }));
  if (spans.length === 0) return [...words];
  const kept: IndexWord[] = [];
  let before: { group: number; side: 'named' | 'asked' | 'cut' } = { group: -1, side: 'cut' };
  let group = -1;
  for (const word of words) {
    const asks = word.cjk && spans.some(({ start, end }) => word.start < end && word.end > start);
    const side = !asks ? 'named' : ASKING_PAIRS.has(word.text) ? 'asked' : 'cut';
    if (word.group !== before.group || side !== before.side) group += 1;
    before = { group: word.group, side };
    if (side !== 'cut') kept.push({ ...word, group });
  }
  return kept.length > 0 ? kept : [...words];
}
