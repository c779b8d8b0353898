import type { AnalysedSentence } from './omissible';
import type { Omission } from './sentence-parts';
import { lengthInWords } from './spine-features';
import { checkSupport } from './support';

/** At most this many ways to tell one sentence; more would slow decoding and help no one. */
const MOST_RETELLINGS = 48;
/** Omissions besides those at the end that are decided one by one; further ones go together. */
const MOST_CHOICES = 4;
/**
 * Words that a retelling has when the sentence has as many: shorter ones ("We propose a parser.") lose what was worth
 * telling. On SciTLDR and QMSum (training parts) 15 to 22 are about equally good, none and 12 worse.
 */
const FEWEST_WORDS = 15;

/**
 * Every way to tell a sentence again by leaving out what it may leave out: the sentence itself first, then ever
 * shorter ones. Each of them passes the support check against the sentence.
 *
 * `However, we rest (SVM).` also gives `We rest (SVM).`
 */
export function retellings(sentence: AnalysedSentence): string[] {
  const end = sentence.words.length - (sentence.words.at(-1)?.text === '.' ? 1 : 0);
  const endings = sentence.omissible.filter((span) => span.to === end);
  const choices = choicesOf(
    sentence.words,
    sentence.omissible.filter((span) => span.to < end),
  );
  const told = new Set<string>();
  for (const ending of [null, ...endings]) {
    for (let chosen = 0; chosen < 1 << choices.length; chosen += 1) {
      const left = choices.filter((_, at) => chosen & (1 << at)).flat();
      if (ending) left.push(ending);
      if (overlap(left)) continue;
      const text = tellWithout(sentence, left);
      const tooShort = left.some(({ kind }) => kind === 'detail') && lengthInWords(text) < FEWEST_WORDS;
      if (!tooShort && checkSupport(text, [sentence]).supported) told.add(text);
    }
  }
  return [...told].sort((a, b) => b.length - a.length).slice(0, MOST_RETELLINGS);
}

/** Groups of omissions that are left out together: transcribers' marks all at once. */
function choicesOf(words: AnalysedSentence['words'], omissions: readonly Omission[]): Omission[][] {
  const marks = omissions.filter(({ from }) => words[from]?.text === '{');
  const others = omissions.filter((omission) => !marks.includes(omission)).map((omission) => [omission]);
  const choices = marks.length > 0 ? [marks, ...others] : others;
  const rest = choices.splice(MOST_CHOICES - 1).flat();
  return rest.length > 0 ? [...choices, rest] : choices;
}

function overlap(omissions: readonly Omission[]): boolean {
  return omissions.some((one) =>
    omissions.some((other) => one !== other && one.from < other.to && other.from < one.to),
  );
}

/** The sentence with a full stop and a capital, without the given runs of words. */
function tellWithout({ text, words }: AnalysedSentence, left: readonly Omission[]): string {
  let out = '';
  let at = 0;
  for (const { from, to } of [...left].sort((a, b) => a.from - b.from)) {
    out = joinPieces(out, text.slice(at, from === 0 ? 0 : (words[from]?.start ?? at)));
    at = words[to - 1]?.end ?? at;
  }
  return finish(joinPieces(out, text.slice(at)));
}

/** Joins what stood on both sides of a gap with at most one space, none before a sign that follows a word. */
function joinPieces(before: string, after: string): string {
  if (before === '') return after.trimStart();
  if (/^\s*[,.;:)\]。，；、]/u.test(after)) return before.trimEnd() + after.trimStart();
  return /\s$/.test(before) ? before + after.trimStart() : before + after;
}

function finish(text: string): string {
  const trimmed = text.trim();
  const told = /[.!?。！？…][\p{Pe}\p{Pf}"']*$/u.test(trimmed) ? trimmed : `${trimmed}${fullStop(trimmed)}`;
  // Only words in plain small letters: mRNA and pH keep their form.
  return told.replace(/^[a-z](?=[a-z]*[\s,;'’-])/, (letter) => letter.toUpperCase());
}

function fullStop(text: string): string {
  return /\p{Script=Han}[\p{P}\s]*$/u.test(text) ? '。' : '.';
}
