import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { SearchMode } from '@/lib/search/types';
import { projectRoot } from '@/scripts/support/project-root';
import { searchable, urisOf, type Searchable } from './searchable';

const sampleFolder = path.join(projectRoot, 'data', 'sample');
const { queries } = z
  .object({
    queries: z.array(z.object({ id: z.string(), query: z.string(), relevant: z.array(z.string()).min(1) })),
  })
  .parse(JSON.parse(readFileSync(path.join(sampleFolder, 'queries.json'), 'utf8')));

/** The only ingest of the whole sample in the tests, so everything that needs it is here. */
let sample: Searchable;
beforeAll(async () => {
  sample = await searchable({ targets: ['.'], options: { root: sampleFolder } });
}, 300_000);
afterAll(() => sample.close());

/** Ids of the queries whose first hit is a document named for them. */
async function foundFirst(mode: SearchMode, limit = 1): Promise<string[]> {
  const found: string[] = [];
  for (const { id, query, relevant } of queries) {
    const uris = urisOf(await sample.ask(query, { mode, limit }));
    if (uris.some((uri) => relevant.includes(uri))) found.push(id);
  }
  return found;
}

const missed = (found: readonly string[]) => queries.map(({ id }) => id).filter((id) => !found.includes(id));

describe('the sample queries', () => {
  it('name documents that are there', () => {
    expect(queries).toHaveLength(30);
    const uris = sample.store.db
      .prepare<[], string>('SELECT uri FROM documents WHERE current_version_id IS NOT NULL')
      .pluck()
      .all();
    expect(uris).toEqual(expect.arrayContaining(queries.flatMap(({ relevant }) => relevant)));
  });

  it('find a named document first in at least 27 of 30, by meaning and words', async () => {
    const found = await foundFirst('hybrid');
    expect(found.length, `missed: ${missed(found).join(', ')}`).toBeGreaterThanOrEqual(27);
  });

  it('find a named document among the first three in all but one, by meaning and words', async () => {
    const found = await foundFirst('hybrid', 3);
    expect(found.length, `missed: ${missed(found).join(', ')}`).toBeGreaterThanOrEqual(29);
  });

  it('are mostly answered by words alone, and those in English by meaning alone', async () => {
    const byWords = await foundFirst('lexical');
    expect(byWords.length, `missed: ${missed(byWords).join(', ')}`).toBeGreaterThanOrEqual(20);
    const english = queries.filter(({ query }) => /^[ -~]+$/.test(query)).map(({ id }) => id);
    const byMeaning = (await foundFirst('semantic')).filter((id) => english.includes(id));
    expect(byMeaning.length).toBeGreaterThanOrEqual(Math.floor(english.length * 0.75));
  });
});
