/**
 * Porter's stemmer (M. F. Porter, "An algorithm for suffix stripping", Program 14(3), 1980), as ROUGE uses it.
 *
 * The steps are Porter's own; `stem('relational')` is `relat`, `stem('hopping')` is `hop`.
 */
type Rule = readonly [suffix: string, replacement: string];

const STEP_2: readonly Rule[] = [
  ['ational', 'ate'],
  ['tional', 'tion'],
  ['enci', 'ence'],
  ['anci', 'ance'],
  ['izer', 'ize'],
  ['abli', 'able'],
  ['alli', 'al'],
  ['entli', 'ent'],
  ['eli', 'e'],
  ['ousli', 'ous'],
  ['ization', 'ize'],
  ['ation', 'ate'],
  ['ator', 'ate'],
  ['alism', 'al'],
  ['iveness', 'ive'],
  ['fulness', 'ful'],
  ['ousness', 'ous'],
  ['aliti', 'al'],
  ['iviti', 'ive'],
  ['biliti', 'ble'],
];
const STEP_3: readonly Rule[] = [
  ['icate', 'ic'],
  ['ative', ''],
  ['alize', 'al'],
  ['iciti', 'ic'],
  ['ical', 'ic'],
  ['ful', ''],
  ['ness', ''],
];
const STEP_4: readonly string[] = [
  'al',
  'ance',
  'ence',
  'er',
  'ic',
  'able',
  'ible',
  'ant',
  'ement',
  'ment',
  'ent',
  'ion',
  'ou',
  'ism',
  'ate',
  'iti',
  'ous',
  'ive',
  'ize',
];

/**
 * The stem of a lower-case English word; words of one or two letters are returned as they are.
 *
 * @param word lower-case ASCII letters; anything else is left alone
 */
export function stem(word: string): string {
  if (word.length <= 2 || !/^[a-z]+$/.test(word)) return word;
  let out = plural(word);
  out = pastAndParticiple(out);
  if (out.endsWith('y') && hasVowel(out.slice(0, -1))) out = `${out.slice(0, -1)}i`;
  out = replaceLongest(out, STEP_2, 1);
  out = replaceLongest(out, STEP_3, 1);
  out = stripLongest(out);
  if (out.endsWith('e')) {
    const rest = out.slice(0, -1);
    const size = measure(rest);
    if (size > 1 || (size === 1 && !endsShort(rest))) out = rest;
  }
  if (out.endsWith('ll') && measure(out) > 1) out = out.slice(0, -1);
  return out;
}

/** Step 1a. */
function plural(word: string): string {
  if (word.endsWith('sses') || word.endsWith('ies')) return word.slice(0, -2);
  if (word.endsWith('ss') || !word.endsWith('s')) return word;
  return word.slice(0, -1);
}

/** Step 1b: -eed, -ed, -ing. */
function pastAndParticiple(word: string): string {
  if (word.endsWith('eed')) return measure(word.slice(0, -3)) > 0 ? word.slice(0, -1) : word;
  const suffix = word.endsWith('ed') ? 2 : word.endsWith('ing') ? 3 : 0;
  if (suffix === 0) return word;
  const rest = word.slice(0, -suffix);
  if (!hasVowel(rest)) return word;
  if (/(?:at|bl|iz)$/.test(rest)) return `${rest}e`;
  if (endsDouble(rest) && !/[lsz]$/.test(rest)) return rest.slice(0, -1);
  return measure(rest) === 1 && endsShort(rest) ? `${rest}e` : rest;
}

function replaceLongest(word: string, rules: readonly Rule[], least: number): string {
  let best: Rule | undefined;
  for (const rule of rules)
    if (word.endsWith(rule[0]) && rule[0].length > (best?.[0].length ?? 0)) best = rule;
  if (!best) return word;
  const rest = word.slice(0, word.length - best[0].length);
  return measure(rest) >= least ? rest + best[1] : word;
}

/** Step 4. */
function stripLongest(word: string): string {
  let best = '';
  for (const suffix of STEP_4) if (word.endsWith(suffix) && suffix.length > best.length) best = suffix;
  if (best === '') return word;
  const rest = word.slice(0, word.length - best.length);
  if (measure(rest) <= 1 || (best === 'ion' && !/[st]$/.test(rest))) return word;
  return rest;
}

function isConsonant(word: string, at: number): boolean {
  const letter = word[at];
  if (letter === undefined || 'aeiou'.includes(letter)) return false;
  return letter !== 'y' || at === 0 || !isConsonant(word, at - 1);
}

function hasVowel(word: string): boolean {
  for (let at = 0; at < word.length; at += 1) if (!isConsonant(word, at)) return true;
  return false;
}

/** Porter's m: how many vowel-consonant sequences the word has. */
function measure(word: string): number {
  let count = 0;
  for (let at = 1; at < word.length; at += 1)
    if (isConsonant(word, at) && !isConsonant(word, at - 1)) count += 1;
  return count;
}

function endsDouble(word: string): boolean {
  const last = word.length - 1;
  return last > 0 && word[last] === word[last - 1] && isConsonant(word, last);
}

/** Porter's *o: consonant, vowel, consonant, the last one not w, x or y. */
function endsShort(word: string): boolean {
  const last = word.length - 1;
  return (
    last > 1 &&
    isConsonant(word, last) &&
    !isConsonant(word, last - 1) &&
    isConsonant(word, last - 2) &&
    !/[wxy]$/.test(word)
  );
}
