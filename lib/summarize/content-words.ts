const CHINESE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu;
const PIECE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+|[\p{L}\p{N}]+/gu;
/** Words of four letters and more that carry no topic; shorter ones are left out anyway, abbreviations apart. */
const EMPTY = new Set(
  `about above after again also among another around because been before being below between both could does doing done
  down during each else even ever every find found from give given gives have having here into itself just know like
  made make makes many more most much must need only onto other ours over same shall should since some such take than
  that their them then there these they thing things think this those through thus under until upon using very want
  well were what when where which while whom whose will with within without would your yours tell said says discuss
  discussion summarize summarise`
    .trim()
    .split(/\s+/),
);

/** Characters that hold Chinese sentences together; a pair with one of them is no word. */
const PARTICLE = /[的了是么吗呢吧在和与及或等之其这那怎什哪个被把对为从到也就都很]/u;

const ASKING = /怎么样|怎样做?|怎么做?|做法|为什么|什么|如何|为何|哪些|多少|是否/gu;

/** Share of a text's letters and digits that are Chinese or Japanese characters, 0 to 1. */
export function shareOfChinese(text: string): number {
  const all = text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  return all === 0 ? 0 : (text.match(CHINESE)?.length ?? 0) / all;
}

/**
 * The words of a text that carry its topic: lower-case, common endings cut off, abbreviations and numbers included; Chinese
 * as overlapping pairs of characters. With repetitions.
 *
 * `contentWords('What do GPUs cost?')` is `['gpu', 'cost']`.
 */
export function contentWords(text: string): string[] {
  const words: string[] = [];
  for (const [piece] of text.normalize('NFKC').matchAll(PIECE)) {
    if (/^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(piece)) {
      const characters = [...piece];
      if (characters.length === 1) words.push(piece);
      for (let at = 0; at + 1 < characters.length; at += 1)
        if (!PARTICLE.test(`${characters[at] ?? ''}${characters[at + 1] ?? ''}`))
          words.push(`${characters[at] ?? ''}${characters[at + 1] ?? ''}`);
      continue;
    }
    const word = piece.toLowerCase();
    const short = word.length <= 3 && !/\p{N}/u.test(piece) && !/^\p{Lu}{2}/u.test(piece);
    if (short || EMPTY.has(word)) continue;
    words.push(word.length > 3 ? withoutEnding(word) : word);
  }
  return words;
}

/**
 * The Chinese characters that carry a text's topic, each once: fewer say the same than pairs do where a title puts words
 * between them.
 *
 * `topicCharacters('怎样泡茶')` is `['泡', '茶']`.
 */
export function topicCharacters(text: string): string[] {
  const characters = text.replace(ASKING, '').match(CHINESE) ?? [];
  return [...new Set(characters)].filter((character) => !PARTICLE.test(character));
}

/** Enough to bring "forget", "forgets" and "forgetting" together; it need not be a word. */
function withoutEnding(word: string): string {
  const singular = word.replace(/(?<=[^s])s$/, '');
  const bare = singular.replace(/(?<=[a-z]{3})(?:ing|ed|e)$/, '');
  return bare === singular ? bare : bare.replace(/([bdfglmnprt])\1$/, '$1');
}
