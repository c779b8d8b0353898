import { labelWords } from './label-words';

/** Words of a label at most. */
const WORDS = 3;
/** Share of a cluster's texts that a word of its label is in, at least. */
const LEAST_SHARE = 0.04;
/** Texts that it is in, at least, where there are as many. */
const LEAST_TEXTS = 2;

/** Letters with which two words begin that have one stem, at least. */
const SAME_STEM = 4;

/** What a word has that all clusters have alike, but for rounding. */
const LEAST_SCORE = 1e-6;

interface Count {
  /** Texts of the cluster that have the word. */
  texts: number;
  /** How often it is written how. */
  forms: Map<string, number>;
}

/**
 * What sets the texts of each cluster apart: words that many of its texts have and few texts of others (class-based
 * tf-idf over the share of texts, so that one long text counts no more than another).
 *
 * @param clusters texts of every cluster; a part of them is enough
 * @returns for each at most three words, most distinctive first; none for a cluster of texts without words
 */
export function clusterLabels(clusters: readonly (readonly string[])[]): string[][] {
  const counted = clusters.map((texts) => ({ size: texts.length, words: countWords(texts) }));
  const shares = new Map<string, number>();
  for (const { size, words } of counted)
    for (const [key, { texts }] of words) shares.set(key, (shares.get(key) ?? 0) + texts / size);
  return counted.map(({ size, words }) => {
    const scored = [...words].flatMap(([key, { texts, forms }]) => {
      const share = texts / size;
      if (share < LEAST_SHARE || texts < Math.min(LEAST_TEXTS, size)) return [];
      const usual = (shares.get(key) ?? share) / clusters.length;
      return [{ key, form: mostUsed(forms), score: share * Math.log(share / usual) }];
    });
    const all = clusters.length === 1 ? scored.map((word) => ({ ...word, score: 1 })) : scored;
    const best = all
      .filter(({ score }) => score > LEAST_SCORE)
      .sort((a, b) => b.score - a.score || (a.key < b.key ? -1 : 1));
    const chosen: typeof best = [];
    for (const word of best)
      if (chosen.length < WORDS && chosen.every(({ key }) => !akin(key, word.key))) chosen.push(word);
    return chosen.map(({ form }) => form);
  });
}

/** Whether two words begin alike and would say the same twice: America and American. */
function akin(a: string, b: string): boolean {
  const shorter = Math.min(a.length, b.length);
  const begins = Math.max(SAME_STEM, shorter - 2);
  return shorter >= SAME_STEM && a.slice(0, begins) === b.slice(0, begins);
}

function countWords(texts: readonly string[]): Map<string, Count> {
  const counts = new Map<string, Count>();
  for (const text of texts) {
    const seen = new Set<string>();
    for (const { key, form } of labelWords(text)) {
      const known = counts.get(key) ?? { texts: 0, forms: new Map<string, number>() };
      counts.set(key, known);
      known.forms.set(form, (known.forms.get(form) ?? 0) + 1);
      if (!seen.has(key)) known.texts += 1;
      seen.add(key);
    }
  }
  return counts;
}

/** The form that is written most often; of equals the shorter one. */
function mostUsed(forms: ReadonlyMap<string, number>): string {
  const [best] = [...forms].sort(
    ([a, countA], [b, countB]) => countB - countA || a.length - b.length || (a < b ? -1 : 1),
  );
  return best?.[0] ?? '';
}
