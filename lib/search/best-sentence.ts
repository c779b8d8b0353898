import { splitSentences } from '@/lib/text/sentences';
import type { WordMatch } from './highlight';
import type { Span } from './types';

/** Letters under which a sentence is a heading or a stub; it wins only by its words. */
const SHORT = 30;
/** A Chinese character says as much as so many letters. */
const LETTERS_PER_CHARACTER = 3;
const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu;
/** What standing first is worth, in the weight of a word that one passage in ten has. */
const POSITION_WORTH = 0.2;

/**
 * The sentence that answers best, as far as words can tell: the sum of the weights of the different query words in it.
 * Ties go to the earlier sentence, and without any match the first one that is long enough stands for the passage.
 * A heading names what follows and answers nothing: it is taken only where nothing else is.
 *
 * @param weightOf worth of a matched term, more than 0
 * @param headings the document's title and the headings above the passage, as they are known without marks
 * @returns a span of the text; empty for blank text
 */
export function bestSentence(
  text: string,
  matches: readonly WordMatch[],
  weightOf: (match: WordMatch) => number,
  headings: readonly string[] = [],
): Span {
  const all = splitSentences(text);
  const said = all.filter(({ start, end }) => !answersNothing(text.slice(start, end), headings));
  const sentences = said.length > 0 ? said : all;
  let best: Span = sentences[0] ?? { start: 0, end: 0 };
  let most = -1;
  for (const [index, sentence] of sentences.entries()) {
    const inside = matches.filter(({ start, end }) => start >= sentence.start && end <= sentence.end);
    const weights = new Map(inside.map((match) => [match.term, weightOf(match)]));
    let worth = POSITION_WORTH / (index + 1);
    if (isShort(text.slice(sentence.start, sentence.end))) worth -= POSITION_WORTH;
    for (const weight of weights.values()) worth += weight;
    if (worth <= most) continue;
    most = worth;
    best = sentence;
  }
  return { start: best.start, end: best.end };
}

/** A heading of Markdown, a line that says what a heading says, a stub that ends as no sentence does, a block of code. */
export function answersNothing(sentence: string, headings: readonly string[]): boolean {
  return /^(?:#{1,6}[ \t]+\S|```|~~~)/.test(sentence) || headings.includes(sentence) || isStub(sentence);
}

function isStub(sentence: string): boolean {
  return (
    isShort(sentence) && charactersOf(sentence) === 0 && !/[.!?…。！？；:：,，"'”’」』）)*_`]$/.test(sentence)
  );
}

function isShort(sentence: string): boolean {
  if (sentence.length >= SHORT) return false;
  return sentence.length + (LETTERS_PER_CHARACTER - 1) * charactersOf(sentence) < SHORT;
}

function charactersOf(sentence: string): number {
  return sentence.match(CJK)?.length ?? 0;
}
