import { json, needs, route } from '@/lib/api/route';
import { suggestRequestOf } from '@/lib/api/search-request';
import { runtime } from '@/lib/runtime';
import { lexiconOf } from '@/lib/search/lexicon';
import { suggest } from '@/lib/search/suggest';

/** Titles and headings that go on from what is typed. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: needs('search', async ({ url }) => {
    const { q, limit } = suggestRequestOf(url.searchParams);
    const { store } = await runtime();
    return json({ query: q, items: suggest(store, lexiconOf(store), q, limit) });
  }),
});
