import { dot } from '@/lib/statistics/dot';
import { contentWords, shareOfChinese } from './content-words';

/** Places of the hashed word vector; collisions of the few hundred words of a summary's passages are rare. */
const HASH_SIZE = 512;
/** The bundled encoder reads little Chinese, so there words count more than the encoder. */
const WORDS_SHARE_CHINESE = 0.6;

/**
 * Joins the encoder's vectors with the texts' own words, so that a dot product is a similarity of meaning in English and
 * mostly one of shared characters in Chinese.
 *
 * @param vectors one per text, L2-normalised
 * @returns one per text, L2-normalised; length = dimension, or dimension + 512 when any text is Chinese
 */
export function meaningVectors(texts: readonly string[], vectors: readonly Float32Array[]): Float32Array[] {
  const joined = texts.join(' ');
  if (shareOfChinese(joined) < 0.3) return [...vectors];
  return texts.map((text, at) => {
    const vector = vectors[at] ?? new Float32Array();
    const out = new Float32Array(vector.length + HASH_SIZE);
    const encoder = Math.sqrt(1 - WORDS_SHARE_CHINESE);
    vector.forEach((value, index) => (out[index] = value * encoder));
    const words = hashedWords(text);
    words.forEach((value, index) => (out[vector.length + index] = value * Math.sqrt(WORDS_SHARE_CHINESE)));
    return out;
  });
}

function hashedWords(text: string): Float32Array {
  const out = new Float32Array(HASH_SIZE);
  for (const word of contentWords(text)) {
    let hash = 2166136261;
    for (const character of word) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16777619);
    const place = (hash >>> 0) % HASH_SIZE;
    out[place] = (out[place] ?? 0) + 1;
  }
  return normalise(out);
}

export function normalise(vector: Float32Array): Float32Array {
  const length = Math.sqrt(dot(vector, vector));
  return length > 0 ? vector.map((value) => value / length) : vector;
}
