import { noParametersOf } from '@/lib/api/document-requests';
import { json, needs, route } from '@/lib/api/route';
import { statsOf } from '@/lib/api/stats';
import { runtime } from '@/lib/runtime';

/** What is held, by which models, how well the index finds it, and how long searches take. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: needs('search', async ({ url }) => {
    noParametersOf(url.searchParams);
    return json(await statsOf(await runtime()));
  }),
});
