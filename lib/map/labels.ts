import type { NamedText } from '@/lib/store/maps';
import { isCjkRun } from '@/lib/text/cjk';
import { countWords, type Count } from './count-words';
import { withoutFieldNames } from './field-names';

/** Words of a label at most; two that belong together count as one. */
const WORDS = 3;
/** Share of a cluster's texts that a word of its label is in, at least. */
const LEAST_SHARE = 0.04;
/** Texts that it is in, at least, where there are as many. */
const LEAST_TEXTS = 2;

/** Letters with which two words begin that have one stem, at least. */
const SAME_STEM = 4;

/** What a word has that all clusters have alike, but for rounding. */
const LEAST_SCORE = 1e-6;

/** How likely a word is a noun of which nothing is known, and how many places of the corpus that is worth. */
const [USUAL_NOUN, USUAL_PLACES] = [0.6, 10];
/** How likely a noun a word of a label is, at least. */
const LEAST_NOUN = 0.5;
/** Share of a word's texts in which another one stands beside it, for the two being one name. */
const ONE_NAME = 0.5;

/**
 * What sets the texts of each cluster apart: words that many of its texts and documents have and few of others
 * (class-based tf-idf over shares, so that one long text counts no more than another), those of titles, headings and
 * tags first. Nouns, as far as the corpus tells which words are: "courts" names a topic, "become" and "major" do not.
 *
 * @param clusters texts of every cluster; a part of them is enough
 * @returns for each at most three words or names of two words, most distinctive first; none for a cluster of texts
 *   without words
 */
export function clusterLabels(clusters: readonly (readonly NamedText[])[]): string[][] {
  const counted = withoutFieldNames(clusters).map((texts) => ({
    size: texts.length,
    documents: new Set(texts.map(({ documentId }) => documentId)).size,
    words: countWords(texts),
  }));
  const shares = new Map<string, number>();
  const evidence = new Map<string, { nouns: number; places: number }>();
  for (const cluster of counted)
    for (const [key, count] of cluster.words) {
      shares.set(key, (shares.get(key) ?? 0) + shareOf(count, cluster));
      const known = evidence.get(key) ?? { nouns: USUAL_NOUN * USUAL_PLACES, places: USUAL_PLACES };
      evidence.set(key, {
        nouns: known.nouns + count.nouns,
        places: known.places + count.nouns + count.others,
      });
    }
  const nounShare = (key: string) => {
    const { nouns, places } = evidence.get(key) ?? { nouns: USUAL_NOUN, places: 1 };
    return nouns / places;
  };
  return counted.map((cluster) => {
    const { size, words } = cluster;
    const scored = [...words].flatMap(([key, count]) => {
      const having = Math.max(count.texts, count.titled);
      if (having < LEAST_SHARE * size || having < Math.min(LEAST_TEXTS, size)) return [];
      const share = shareOf(count, cluster);
      const usual = (shares.get(key) ?? share) / clusters.length;
      const noun = nounShare(key);
      return [{ key, count, noun, score: share * Math.log(share / usual) }];
    });
    const all = clusters.length === 1 ? scored.map((word) => ({ ...word, score: 1 })) : scored;
    const best = all
      .filter(({ score }) => score > LEAST_SCORE)
      .sort((a, b) => b.score - a.score || (a.key < b.key ? -1 : 1));
    const nouns = best.filter(({ noun }) => noun >= LEAST_NOUN);
    return chosen(nouns.length > 0 ? nouns : best, (key) => nounShare(key) > USUAL_NOUN);
  });
}

/**
 * How much of a cluster has a word: the mean (geometric) of its share of texts, of which those with the word in a title
 * count again, and of documents. The many passages of one book are not all that a cluster is about.
 */
function shareOf({ texts, titled, documents }: Count, cluster: { size: number; documents: number }): number {
  return Math.sqrt(((texts + titled) / cluster.size) * (documents.size / cluster.documents));
}

/**
 * The first words that say nothing twice, each with the one that it has nearly always beside it.
 *
 * @param isNoun whether a word is known to be one: two words are a name when the second is, and no sentence ("bread
 *   needs")
 */
function chosen(best: readonly { key: string; count: Count }[], isNoun: (key: string) => boolean): string[] {
  const label: { keys: readonly string[]; form: string }[] = [];
  for (const { key, count } of best) {
    if (label.length === WORDS) break;
    const name = nameOf(key, count, isNoun);
    const said = label.flatMap(({ keys }) => keys);
    if (name.keys.some((own) => said.some((other) => akin(own, other)))) continue;
    label.push(name);
  }
  return label.map(({ form }) => form);
}

function nameOf(
  key: string,
  { texts, forms, pairs }: Count,
  isNoun: (key: string) => boolean,
): { keys: readonly string[]; form: string } {
  const least = Math.max(LEAST_TEXTS, ONE_NAME * texts);
  const [pair] = [...pairs.values()]
    .filter((one) => one.texts >= least && isNoun(one.keys[1]))
    .sort((a, b) => b.texts - a.texts);
  return pair ? { keys: pair.keys, form: mostUsed(pair.forms) } : { keys: [key], form: mostUsed(forms) };
}

/** Whether two words would say the same twice: America and American begin alike, 嫩豆腐 has 豆腐 in it. */
function akin(a: string, b: string): boolean {
  if (isCjkRun(a) && isCjkRun(b)) return a.includes(b) || b.includes(a);
  const shorter = Math.min(a.length, b.length);
  const begins = Math.max(SAME_STEM, shorter - 2);
  return a === b || (shorter >= SAME_STEM && a.slice(0, begins) === b.slice(0, begins));
}

/** The form that is written most often; of equals the shorter one. */
function mostUsed(forms: ReadonlyMap<string, number>): string {
  const [best] = [...forms].sort(
    ([a, countA], [b, countB]) => countB - countA || a.length - b.length || (a < b ? -1 : 1),
  );
  return best?.[0] ?? '';
}
