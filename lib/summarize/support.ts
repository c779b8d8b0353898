import { claimWords, isFullStop, type ClaimWord } from './claim-words';
import { analyseSentence, type AnalysedSentence } from './omissible';

/** Share of a sentence's bigrams that the cited sentences must hold. */
export const MIN_BIGRAM_SUPPORT = 0.9;

export interface SupportVerdict {
  supported: boolean;
  /** Indices of the sources that say it, ascending; empty when it is not supported. */
  cited: number[];
  /** Share of its bigrams (words; Chinese: characters) found in the cited or else the nearest sources, 0 to 1. */
  bigramSupport: number;
  /** Its numbers and capitalised names that no source holds. */
  unknownNames: string[];
}

/**
 * Whether sources say what a sentence says. It is supported when it is a source sentence from which nothing was left
 * out but what analyseSentence allows; besides, 0.9 of its bigrams and all its numbers and names must be in the
 * sentences it cites. Everything else is refused: other words, another order, a dropped "not", a number moved to
 * another noun, two sentences made into one.
 *
 * @param sentence one written sentence
 * @param sources the sentences it may come from, cited by their index
 */
export function checkSupport(
  sentence: string,
  sources: readonly (string | AnalysedSentence)[],
): SupportVerdict {
  const analysed = sources.map((source) => (typeof source === 'string' ? analyseSentence(source) : source));
  const words = withoutFullStop(claimWords(sentence));
  const cited = words.length === 0 ? [] : retoldBy(words, analysed);
  const held = cited.length > 0 ? cited.flatMap((at) => analysed[at] ?? []) : analysed;
  const bigramSupport = shareOfBigrams(words, held);
  const unknownNames = namesNotIn(words, held);
  const supported = cited.length > 0 && bigramSupport >= MIN_BIGRAM_SUPPORT && unknownNames.length === 0;
  return { supported, cited: supported ? cited : [], bigramSupport, unknownNames };
}

function retoldBy(words: readonly ClaimWord[], sources: readonly AnalysedSentence[]): number[] {
  return sources.flatMap((source, index) => (retells(words, source) ? [index] : []));
}

/** Whether the words are those of the source, in order, without some of its omissible runs. */
function retells(words: readonly ClaimWord[], source: AnalysedSentence): boolean {
  const own = withoutFullStop(source.words);
  const failed = new Set<number>();
  const reach = (at: number, from: number): boolean => {
    if (at === words.length && from === own.length) return true;
    const state = at * (own.length + 1) + from;
    if (failed.has(state)) return false;
    for (const span of source.omissible)
      if (span.from === from && reach(at, Math.min(span.to, own.length))) return true;
    const word = words[at];
    const next = own[from];
    if (word && next && same(word, next, at === 0 || from === 0) && reach(at + 1, from + 1)) return true;
    failed.add(state);
    return false;
  };
  return reach(0, 0);
}

/** Capitals count (US, us), except where a sentence begins. */
function same(a: ClaimWord, b: ClaimWord, initial: boolean): boolean {
  return a.text === b.text && (initial || a.capital === b.capital);
}

function withoutFullStop(words: readonly ClaimWord[]): readonly ClaimWord[] {
  return isFullStop(words.at(-1)) ? words.slice(0, -1) : words;
}

function bigrams(words: readonly ClaimWord[]): string[] {
  const kept = words.filter((word) => word.kind !== 'sign');
  return kept.slice(1).map((word, at) => `${kept[at]?.text} ${word.text}`);
}

/** 1 for a text of a single word that a source holds. */
function shareOfBigrams(words: readonly ClaimWord[], sources: readonly AnalysedSentence[]): number {
  const own = bigrams(words);
  if (own.length === 0) {
    const single = words.find((word) => word.kind !== 'sign')?.text;
    return sources.some((source) => source.words.some((word) => word.text === single)) ? 1 : 0;
  }
  const known = new Set(sources.flatMap((source) => bigrams(source.words)));
  return own.filter((bigram) => known.has(bigram)).length / own.length;
}

/** Numbers, and words with a capital that is not merely that of the sentence, which no source holds. */
function namesNotIn(words: readonly ClaimWord[], sources: readonly AnalysedSentence[]): string[] {
  const known = new Set(sources.flatMap((source) => source.words.map((word) => word.text)));
  return words
    .filter((word, at) => word.kind === 'number' || (word.capital && at > 0))
    .map((word) => word.text)
    .filter((text) => !known.has(text));
}
