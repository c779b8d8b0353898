/** A number in figures, in words, or Chinese; "half an hour". */
const NUMBER = String.raw`(?:\d[\d.,]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|half|several|a few|[一二两三四五六七八九十百千万半几数]+)`;
const TIME_UNIT = String.raw`(?:seconds?|minutes?|mins?|hours?|days?|nights?|weeks?|months?|years?|decades?|centur(?:y|ies)|秒钟?|分钟|个?小时|个?钟头|天|日|周|个?星期|个?月|年)`;

/** Kinds of questions whose answers can be told by their form, narrower ones first. */
const KINDS: readonly { asked: RegExp; answer: RegExp }[] = [
  {
    asked: new RegExp(
      String.raw`\bhow long\b(?! ago)|\bhow (?:many|much) (?:time|${TIME_UNIT})|多久|多长时间|几${TIME_UNIT}`,
      'iu',
    ),
    answer: new RegExp(
      String.raw`(?<![\p{L}\p{N}])${NUMBER}(?:[\s至到–-]|an?\b|to|or){0,6}(?:${NUMBER}[\s-]{0,2})?${TIME_UNIT}|(?<=\p{Script=Han})${NUMBER}\s*${TIME_UNIT}`,
      'iu',
    ),
  },
  {
    asked:
      /^when\b(?=\s+(?:did|was|were|is|are|do|does|has|had|will)\b)|\b(?:in )?(?:what|which) (?:year|century)\b|什么时候|何时|哪一?年/iu,
    answer:
      /\b1?\d\d\d\b|\b20\d\d\b|\b(?:January|February|March|April|June|July|August|September|October|November|December|centur(?:y|ies)|B\.?C|A\.?D)\b|\d\s*[年月日世]/u,
  },
  {
    asked:
      /\bhow (?:many|much|far|big|large|old|tall|high|deep|heavy|hot|cold)\b|多少|几[个次种度]|多[大高深远重]/iu,
    // "One" is seldom a count.
    answer: new RegExp(
      String.raw`(?<![\p{L}\p{N}])(?!(?:one|half|several)\b)${NUMBER}(?![\p{L}\p{N}])|\d`,
      'iu',
    ),
  },
];

/**
 * What an answer looks like, where the question tells: "how long" is answered by a time, "when" by a date, "how many" by a
 * number.
 *
 * @returns whether a sentence looks so; null where the question does not tell
 */
export function answerKind(query: string): ((sentence: string) => boolean) | null {
  const kind = KINDS.find(({ asked }) => asked.test(query));
  return kind ? (sentence) => kind.answer.test(sentence) : null;
}
