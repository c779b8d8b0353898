import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, inject, it } from 'vitest';
import type { Problem } from '@/lib/errors';

const base = `${inject('baseUrl')}/api/v1`;
const post = (path: string, body: unknown) =>
  fetch(`${base}/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

describe('POST /api/v1/search/batch', () => {
  it('answers each search as it would be answered alone, in the order asked', async () => {
    const searches = [
      { q: 'why does bread rise', limit: 2 },
      { q: '米饭', mode: 'lexical' },
    ];
    const { answers } = (await (await post('search/batch', { searches })).json()) as {
      answers: { query: string; mode: string; hits: { document: { id: string } }[] }[];
    };
    expect(answers.map(({ query, mode }) => [query, mode])).toEqual([
      ['why does bread rise', 'hybrid'],
      ['米饭', 'lexical'],
    ]);
    for (const [index, search] of searches.entries()) {
      const alone = (await (await post('search', search)).json()) as (typeof answers)[number];
      expect(answers[index]?.hits.map(({ document }) => document.id)).toEqual(
        alone.hits.map(({ document }) => document.id),
      );
    }
  });

  it('refuses all of them when one is wrong, and says which', async () => {
    const response = await post('search/batch', { searches: [{ q: 'bread' }, { q: 'sky', limit: 0 }] });
    expect(response.status).toBe(400);
    expect(((await response.json()) as Problem).errors).toMatchObject([{ field: 'searches.1.limit' }]);
    const tooMany = await post('search/batch', { searches: Array.from({ length: 21 }, () => ({ q: 'a' })) });
    expect(((await tooMany.json()) as Problem).detail).toMatch(/may hold 20 searches at most/);
    const tooLong = await post('search/batch', { searches: [{ q: 'a'.repeat(2001) }] });
    expect(((await tooLong.json()) as Problem).code).toBe('query_too_long');
  });
});

describe('DELETE /api/v1/documents', () => {
  const remove = (query: string) => fetch(`${base}/documents${query}`, { method: 'DELETE' });

  it('refuses to delete everything for want of a filter', async () => {
    for (const query of ['', '?dryRun=false', '?dryRun=true']) {
      const response = await remove(query);
      expect(response.status).toBe(400);
      expect(((await response.json()) as Problem).detail).toMatch(/must say which documents/);
    }
  });

  it('deletes nothing for what is not in a selection that is not kept, and search says so too', async () => {
    for (const filter of ['NOT selection:aaaaaaaaaaaa', 'selection:aaaaaaaaaaaa']) {
      const parameters = new URLSearchParams({ filter });
      const response = await remove(`?${parameters}&dryRun=true`);
      expect(response.status).toBe(404);
      expect(((await response.json()) as Problem).detail).toMatch(
        /^The selection aaaaaaaaaaaa was not found/,
      );
      for (const place of ['search', 'summary', 'map/place', 'explain']) {
        const passage = place === 'explain' ? '&passage=1' : '';
        const read = await fetch(`${base}/${place}?q=bread&${parameters}${passage}`);
        expect([place, read.status]).toEqual([place, 404]);
      }
      expect((await fetch(`${base}/facets?${parameters}`)).status).toBe(404);
      const batch = await post('search/batch', { searches: [{ q: 'bread', filter }] });
      expect(batch.status).toBe(404);
    }
  });

  it('counts first when asked to, then deletes what matches and nothing else', async () => {
    const documents = ['one', 'two', 'three'].map((id) => ({ id, text: `Draft ${id} of the otter book.` }));
    let job = (await (await post('documents', { collection: 'deletion', documents })).json()) as {
      id: string;
      state: string;
    };
    while (job.state === 'queued' || job.state === 'running') {
      await sleep(100);
      job = (await (await fetch(`${base}/jobs/${job.id}`)).json()) as typeof job;
    }
    const filter = `?${new URLSearchParams({ filter: 'collection:deletion AND NOT uri:"upload:deletion/two"' })}`;
    expect(await (await remove(`${filter}&dryRun=true`)).json()).toEqual({ matched: 2, deleted: 0 });
    expect(await (await remove(filter)).json()).toEqual({ matched: 2, deleted: 2 });
    expect(await (await remove(filter)).json()).toEqual({ matched: 0, deleted: 0 });
    expect(await (await remove('?collection=deletion')).json()).toEqual({ matched: 1, deleted: 1 });
    const rest = (await (await fetch(`${base}/documents`)).json()) as { total: number };
    expect(rest.total).toBeGreaterThan(3);
  });
});
