import { parseConfig } from '@/lib/config';
import { seededRandom } from '@/lib/statistics/random';
import { openStore } from '@/lib/store/open-store';

/** Phrases of so many words out of the passages themselves, always the same ones. */
export async function queriesOf(
  dataDir: string,
  count: number,
  { fewest, most }: { fewest: number; most: number } = { fewest: 4, most: 9 },
): Promise<string[]> {
  const { databaseFile } = parseConfig({ ...process.env, RECOLLECT_DATA_DIR: dataDir });
  const store = await openStore(databaseFile, { readonly: true });
  const texts = store.db
    .prepare('SELECT text FROM passages WHERE live = 1 ORDER BY id')
    .pluck()
    .all() as string[];
  await store.close();
  const random = seededRandom(11);
  const below = (limit: number) => Math.floor(random() * limit);
  const queries = new Set<string>();
  while (queries.size < count) {
    const words = (texts[below(texts.length)] ?? '').match(/[\p{L}\p{N}'’-]+/gu) ?? [];
    const length = fewest + below(most - fewest + 1);
    const start = below(Math.max(1, words.length - length));
    queries.add(words.slice(start, start + length).join(' '));
  }
  return [...queries].map((query) => query || 'memory');
}
