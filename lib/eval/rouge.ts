import { stem } from './porter-stemmer';

/** F1 of the three usual measures, each 0 to 1. */
export interface RougeScores {
  rouge1: number;
  rouge2: number;
  rougeL: number;
}

/**
 * Words as ROUGE counts them: lower-case runs of letters and digits, words of four letters or more stemmed
 * (as in Google's rouge_score); every Chinese, Japanese or Korean character is a word of its own.
 *
 * `rougeWords('The cats, 2 dogs')` is `['the', 'cat', '2', 'dog']`.
 */
export function rougeWords(text: string): string[] {
  const found =
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]|[a-z0-9]+/gu) ?? [];
  return found.map((word) => (word.length > 3 ? stem(word) : word));
}

/**
 * ROUGE-1, ROUGE-2 and ROUGE-L F1 of a text against one reference (C.-Y. Lin, 2004).
 *
 * An empty text, or one without a bigram for ROUGE-2, scores 0.
 */
export function rouge(text: string, reference: string): RougeScores {
  const written = rougeWords(text);
  const wanted = rougeWords(reference);
  return {
    rouge1: overlap(grams(written, 1), grams(wanted, 1)),
    rouge2: overlap(grams(written, 2), grams(wanted, 2)),
    rougeL: f1(longestCommonSubsequence(written, wanted), written.length, wanted.length),
  };
}

/** The best of each measure over several references, as is usual for SciTLDR. */
export function rougeBest(text: string, references: readonly string[]): RougeScores {
  const best: RougeScores = { rouge1: 0, rouge2: 0, rougeL: 0 };
  for (const reference of references) {
    const scores = rouge(text, reference);
    best.rouge1 = Math.max(best.rouge1, scores.rouge1);
    best.rouge2 = Math.max(best.rouge2, scores.rouge2);
    best.rougeL = Math.max(best.rougeL, scores.rougeL);
  }
  return best;
}

function grams(words: readonly string[], size: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (let at = 0; at + size <= words.length; at += 1) {
    const gram = words.slice(at, at + size).join(' ');
    counts.set(gram, (counts.get(gram) ?? 0) + 1);
  }
  return counts;
}

function overlap(written: Map<string, number>, wanted: Map<string, number>): number {
  let shared = 0;
  for (const [gram, count] of written) shared += Math.min(count, wanted.get(gram) ?? 0);
  return f1(shared, total(written), total(wanted));
}

function total(counts: Map<string, number>): number {
  let sum = 0;
  for (const count of counts.values()) sum += count;
  return sum;
}

function f1(shared: number, written: number, wanted: number): number {
  if (shared === 0) return 0;
  const precision = shared / written;
  const recall = shared / wanted;
  return (2 * precision * recall) / (precision + recall);
}

/** Length of the longest common subsequence, in O(|a| · |b|) time and O(|b|) space. */
function longestCommonSubsequence(a: readonly string[], b: readonly string[]): number {
  let previous = new Uint32Array(b.length + 1);
  let current = new Uint32Array(b.length + 1);
  for (const word of a) {
    for (let at = 1; at <= b.length; at += 1)
      current[at] =
        word === b[at - 1] ? (previous[at - 1] ?? 0) + 1 : Math.max(previous[at] ?? 0, current[at - 1] ?? 0);
    [previous, current] = [current, previous];
  }
  return previous[b.length] ?? 0;
}
