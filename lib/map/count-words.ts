import type { NamedText } from '@/lib/store/maps';
import { labelWords, tagWords, type LabelWord } from './label-words';

const CAPITAL = /^\p{Lu}/u;

/** Two words that stand beside each other. */
export interface Pair {
  keys: readonly [string, string];
  /** Texts that have it. */
  texts: number;
  /** How often it is written how. */
  forms: Map<string, number>;
}

/** What the texts of a cluster have of a word. */
export interface Count {
  /** Texts that have the word. */
  texts: number;
  /** Texts that have it in their tags, or in titles and headings as well as in what stands under them. */
  titled: number;
  /** Documents that have it in their texts or tags. */
  documents: Set<string>;
  /** How often it is written how. */
  forms: Map<string, number>;
  /** Evidence that it is a noun, and that it is none; places of the texts. */
  nouns: number;
  others: number;
  /** The pairs that it is one of. */
  pairs: Map<string, Pair>;
}

/** The words of texts, by what their forms have in common. */
export function countWords(texts: readonly NamedText[]): Map<string, Count> {
  const counts = new Map<string, Count>();
  const pairs = new Map<string, Pair>();
  const titleWords = remembering(labelWords);
  const wordsOfTag = remembering(tagWords);
  for (const { text, documentId, titles, tags } of texts) {
    const words = labelWords(text);
    const seen = new Set<string>();
    for (const { key, form, noun } of words) {
      const known = countOf(counts, key);
      more(known.forms, form);
      known.nouns += Math.max(0, noun);
      known.others += Math.max(0, -noun);
      known.documents.add(documentId);
      if (!seen.has(key)) known.texts += 1;
      seen.add(key);
    }
    const named = new Set<string>();
    for (const { key, form } of tags.flatMap(wordsOfTag)) {
      const known = countOf(counts, key);
      known.documents.add(documentId);
      if (known.texts === 0) more(known.forms, form);
      named.add(key);
    }
    // A tag is there to name; a title that the text says nothing of may be that of a series.
    for (const { key } of titles.flatMap(titleWords)) if (seen.has(key)) named.add(key);
    for (const key of named) countOf(counts, key).titled += 1;
    for (const word of words) if (word.next) countPair(word, word.next, { pairs, counts, seen });
  }
  return counts;
}

/** The same with each text cut only once: all passages of a document have its title. */
function remembering(cut: (text: string) => LabelWord[]): (text: string) => LabelWord[] {
  const known = new Map<string, LabelWord[]>();
  return (text) => {
    const words = known.get(text) ?? cut(text);
    known.set(text, words);
    return words;
  };
}

function countOf(counts: Map<string, Count>, key: string): Count {
  const known = counts.get(key) ?? newCount();
  counts.set(key, known);
  return known;
}

function newCount(): Count {
  return {
    texts: 0,
    titled: 0,
    documents: new Set(),
    forms: new Map(),
    nouns: 0,
    others: 0,
    pairs: new Map(),
  };
}

function countPair(
  first: LabelWord,
  second: LabelWord,
  { pairs, counts, seen }: { pairs: Map<string, Pair>; counts: Map<string, Count>; seen: Set<string> },
): void {
  if (first.key === second.key) return;
  // "said Holmes": no name goes from small letters to a capital.
  if (CAPITAL.test(second.form) && !CAPITAL.test(first.form)) return;
  const id = `${first.key} ${second.key}`;
  const pair = pairs.get(id) ?? { keys: [first.key, second.key], texts: 0, forms: new Map<string, number>() };
  pairs.set(id, pair);
  more(pair.forms, `${first.form} ${second.form}`);
  // Words have no space in them: what has been seen of pairs is never mistaken for a word.
  if (!seen.has(id)) pair.texts += 1;
  seen.add(id);
  for (const key of pair.keys) counts.get(key)?.pairs.set(id, pair);
}

function more(counts: Map<string, number>, form: string): void {
  counts.set(form, (counts.get(form) ?? 0) + 1);
}
