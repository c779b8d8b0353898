import { readFile } from 'node:fs/promises';
import { RecollectError } from '@/lib/errors';
import type { Embedder } from '@/lib/embed/types';
import { spearman } from './spearman';

export interface StsResult {
  pairs: number;
  /** Spearman correlation of cosines with the judgements, -1 to 1. */
  spearman: number;
}

/**
 * How well cosines order pairs of texts as people do.
 *
 * @param file lines of text, text and score, tab-separated; a first line whose score is no number is a header
 * @throws RecollectError `evaluation_set_invalid`, and as Embedder.embed
 */
export async function evaluateStsFile(embedder: Pick<Embedder, 'embed'>, file: string): Promise<StsResult> {
  const pairs = readPairs(await readFile(file, 'utf8'), file);
  const texts = pairs.flatMap(({ left, right }) => [left, right]);
  const vectors = await embedder.embed(texts, 'passage');
  const cosines = pairs.map((_, index) => dot(vectors[2 * index], vectors[2 * index + 1]));
  const judged = pairs.map(({ score }) => score);
  return { pairs: pairs.length, spearman: spearman(cosines, judged) };
}

function readPairs(text: string, file: string): { left: string; right: string; score: number }[] {
  const lines = text.split(/\r?\n/).map((line) => line.split('\t'));
  const pairs: { left: string; right: string; score: number }[] = [];
  for (const [index, [left = '', right = '', judged = '']] of lines.entries()) {
    if (left === '' && right === '') continue;
    const score = Number(judged);
    if (judged.trim() !== '' && !Number.isNaN(score)) pairs.push({ left, right, score });
    else if (index > 0) {
      const reason = 'it is not text, text and score with tabs between them';
      throw new RecollectError('evaluation_set_invalid', { path: `${file} line ${index + 1}`, reason });
    }
  }
  if (pairs.length < 2)
    throw new RecollectError('evaluation_set_invalid', { path: file, reason: 'it has fewer than two pairs' });
  return pairs;
}

function dot(a: Float32Array | undefined, b: Float32Array | undefined): number {
  return a?.reduce((sum, value, axis) => sum + value * (b?.[axis] ?? 0), 0) ?? 0;
}
