import { contentWords } from '@/lib/summarize/content-words';
import { normalise } from '@/lib/summarize/meaning-vectors';
import type { EmbedTexts } from '@/lib/summarize/plan-summary';

const SIZE = 256;

/** An encoder for tests of what is made of vectors: a place for every word, so that texts are near by their words. */
export function wordVectors(): EmbedTexts {
  const places = new Map<string, number>();
  const embed = (text: string) => {
    const vector = new Float32Array(SIZE);
    for (const word of contentWords(text)) {
      const place = places.get(word) ?? places.size % SIZE;
      places.set(word, place);
      vector[place] = (vector[place] ?? 0) + 1;
    }
    return normalise(vector);
  };
  return (texts) => Promise.resolve(texts.map(embed));
}
