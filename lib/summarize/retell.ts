import { checkSupport } from './support';
import type { AnalysedSentence, WordSpan } from './omissible';

/** At most this many ways to tell one sentence; more would slow decoding and help no one. */
const MAX_RETELLINGS = 48;
/** Omissions besides those at the end that are combined with each other. */
const MAX_FREE_SPANS = 4;

/**
 * Every way to tell a sentence again by leaving out what it may leave out: the sentence itself first, then ever
 * shorter ones. Each of them passes the support check against the sentence.
 *
 * `However, we rest (SVM).` also gives `We rest (SVM).`
 */
export function retellings(sentence: AnalysedSentence): string[] {
  const end = sentence.words.length - (sentence.words.at(-1)?.text === '.' ? 1 : 0);
  const final = sentence.omissible.filter((span) => span.to === end);
  const free = sentence.omissible.filter((span) => span.to < end).slice(0, MAX_FREE_SPANS);
  const told = new Set<string>();
  for (const last of [undefined, ...final]) {
    for (let chosen = 0; chosen < 1 << free.length; chosen += 1) {
      const left = free.filter((span, at) => chosen & (1 << at) && (!last || span.to <= last.from));
      const text = tellWithout(sentence, last ? [...left, last] : left);
      if (checkSupport(text, [sentence]).supported) told.add(text);
    }
  }
  return [...told].sort((a, b) => b.length - a.length).slice(0, MAX_RETELLINGS);
}

/** The sentence with a full stop and a capital, without the given runs of words. */
function tellWithout({ text, words }: AnalysedSentence, left: readonly WordSpan[]): string {
  let out = '';
  let at = 0;
  for (const { from, to } of [...left].sort((a, b) => a.from - b.from)) {
    const start = from === 0 ? 0 : (words[from]?.start ?? at);
    const end = words[to - 1]?.end ?? start;
    if (start < at) continue;
    out = joinPieces(out, text.slice(at, start));
    at = end;
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
