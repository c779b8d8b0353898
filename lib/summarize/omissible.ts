import { brackets } from './brackets';
import type { ClaimWord } from './claim-words';
import {
  ADDING_OPENER,
  CIRCUMSTANCE,
  DANGLING,
  INNER_LINK,
  INNER_OPENER,
  LEADING_LINK,
  LEADING_LINK_CHINESE,
  looksFinite,
  looksSuperlative,
  NARROWING_OPENER,
  PRESENTATION,
  REFERRING,
} from './clause-words';
import { holdsGuarded, holdsGuardedBesidesDegree, holdsScope } from './guarded-words';
import { sentenceParts, type Omission, type Sentence } from './sentence-parts';

/** A sentence cut into words, with the runs that may be left out without making it say anything new. */
export interface AnalysedSentence {
  text: string;
  words: readonly ClaimWord[];
  /** Ascending by `from`; spans may nest. */
  omissible: readonly Omission[];
}

/** Words a retelling must keep to be a sentence. */
const MIN_KEPT_WORDS = 4;
const ARTICLES = ['a', 'an', 'the'];

/**
 * Finds what a retelling may leave out of a sentence: opening links ("However,"), brackets with abbreviations,
 * references or statistics, additions between or after commas ("…, which …"), and what narrows a thing that is only
 * presented ("We propose a parser [for long texts]").
 *
 * The rule is to keep: only listed shapes may go, nothing that holds a negation, condition, hedge, comparison or
 * attribution, and no clause at all from under a negation, a quantifier or a question. `We tested it (twice)` keeps
 * its bracket.
 */
export function analyseSentence(text: string): AnalysedSentence {
  const sentence = sentenceParts(text);
  const { words } = sentence;
  if (/[?？!！]/.test(text) || words.some((word) => word.text === 'respectively'))
    return { text, words, omissible: [] };
  const spans = [...leadingLink(sentence), ...brackets(sentence), ...innerLinks(sentence)];
  if (isSteady(sentence))
    spans.push(...innerAdditions(sentence), ...finalAdditions(sentence), ...narrowings(sentence));
  spans.sort((a, b) => a.from - b.from || a.to - b.to);
  return { text, words, omissible: spans };
}

/** No quotation, colon or operator whose reach a shorter sentence could change. */
function isSteady({ text, words }: Sentence): boolean {
  return !/["“”«»:：]/u.test(text) && !holdsScope(words);
}

function leadingLink({ text, words }: Sentence): Omission[] {
  const length = (LEADING_LINK.exec(text) ?? LEADING_LINK_CHINESE.exec(text))?.[0].trimEnd().length;
  if (length === undefined) return [];
  const to = words.findIndex((word) => word.start >= length);
  return to > 0 && words.length - to > MIN_KEPT_WORDS ? [{ from: 0, to, kind: 'filler' }] : [];
}

/** ", however," inside a clause. Between two clauses one comma would be left too few. */
function innerLinks({ words, commas }: Sentence): Omission[] {
  return commas.flatMap((at, index) => {
    const next = commas[index + 1];
    const link = words[at + 1]?.text ?? '';
    if (next !== at + 2 || at === 0 || !INNER_LINK.has(link)) return [];
    const clauseBefore = words.slice(0, at - 1).some((word) => looksFinite(word.text));
    return clauseBefore ? [] : [{ from: at, to: next + 1, kind: 'filler' }];
  });
}

/** ", which …" and ", a …," between the only two commas. */
function innerAdditions({ words, end, commas }: Sentence): Omission[] {
  const [first, second] = commas;
  if (commas.length !== 2 || first === undefined || second === undefined) return [];
  const opener = words[first + 1]?.text ?? '';
  const after = words[second + 1];
  if (!INNER_OPENER.has(opener) || !after || attributes(words.slice(first + 1, second))) return [];
  if (opensCircumstance(words) || first + (end - second) < MIN_KEPT_WORDS) return [];
  // "A, which …, and B": the comma may end a list and not the addition.
  if (['and', 'or', 'but', 'nor', 'yet', 'so'].includes(after.text)) return [];
  const rest = words.slice(second + 1, end);
  if (rest.some((word) => REFERRING.has(word.text)) || holdsGuarded(words.slice(first, second))) return [];
  if (!rest.slice(0, 3).some((word) => looksFinite(word.text))) return [];
  return [{ from: first, to: second + 1, kind: 'detail' }];
}

/** ", which …" and the like at the end, and a second statement after the only semicolon. */
function finalAdditions({ words, end, commas, semicolons }: Sentence): Omission[] {
  const starts: number[] = semicolons.length === 1 ? [...semicolons] : [];
  const last = commas.at(-1);
  const opener = last === undefined ? '' : (words[last + 1]?.text ?? '');
  if (last !== undefined && ADDING_OPENER.has(opener)) {
    // After a comma in what is kept, "and" and "the" may go on with a list that began there.
    const inList = commas.length > 1 && ['and', ...ARTICLES].includes(opener);
    if (!inList && !attributes(words.slice(last + 1, end))) starts.push(last);
  }
  return starts.flatMap((from) => {
    const kept = words.slice(0, from);
    if (holdsGuarded(words.slice(from, end)) || kept.length < MIN_KEPT_WORDS) return [];
    const hasComma = commas.some((at) => at < from);
    return isClause(kept, hasComma) ? [{ from, to: end, kind: 'detail' }] : [];
  });
}

/** ", the court ruled": a clause that says whose word the rest is. */
function attributes(addition: readonly ClaimWord[]): boolean {
  return ARTICLES.includes(addition[0]?.text ?? '') && addition.some((word) => looksFinite(word.text));
}

/** "We propose a parser | for long texts | that …": each narrowing up to the end. */
function narrowings({ text, words, end, pairs }: Sentence): Omission[] {
  const opening = PRESENTATION.exec(text)?.[0].length;
  if (opening === undefined) return [];
  const object = words.findIndex((word) => word.start >= opening);
  const spans: Omission[] = [];
  for (let from = object + 3; from < end; from += 1) {
    if (pairs.some(({ open, close }) => open < from && from <= close)) continue;
    const kept = words.slice(object, from);
    // "the first parser for Greek" is not "the first parser".
    if (kept.some((word) => looksSuperlative(word.text))) break;
    const dropped = words.slice(from, end);
    if (narrows(kept.at(-1), dropped) && !holdsGuardedBesidesDegree(dropped))
      spans.push({ from, to: end, kind: 'detail' });
  }
  return spans;
}

/** Whether a run of words may begin with a narrowing, and leaves a whole thing before it. */
function narrows(before: ClaimWord | undefined, [opener, next]: readonly ClaimWord[]): boolean {
  if (!opener || !before || before.kind === 'sign' || !NARROWING_OPENER.has(opener.text)) return false;
  // "depends on for …", "as well as by …": what stands before has lost its noun.
  if (NARROWING_OPENER.has(before.text) || DANGLING.has(before.text)) return false;
  // "finding that …", "designed by …", "consider it to be …" need what follows.
  if (opener.text === 'that' && before.text.endsWith('ing')) return false;
  if (opener.text === 'by' && before.text.endsWith('ed')) return false;
  return !(opener.text === 'to' && next?.text === 'be');
}

function opensCircumstance(words: readonly ClaimWord[]): boolean {
  const first = words[0]?.text ?? '';
  return CIRCUMSTANCE.has(first) || /(?:ing|ed|ly)$/.test(first) || LEADING_LINK.test(`${first}, `);
}

function isClause(words: readonly ClaimWord[], hasComma: boolean): boolean {
  if (words[0]?.kind === 'character') return true;
  if (opensCircumstance(words) && !hasComma) return false;
  // "The later it gets, the colder …"
  if (words[0]?.text === 'the' && /(?:er|more|less)$/.test(words[1]?.text ?? '')) return false;
  return words.some((word) => looksFinite(word.text));
}
