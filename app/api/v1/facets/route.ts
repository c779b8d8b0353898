import { facetsRequestOf } from '@/lib/api/document-requests';
import { json, needs, route } from '@/lib/api/route';
import { runtime } from '@/lib/runtime';
import { facets } from '@/lib/store/facets';

/** What documents can be filtered by, with counts under the filters given. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: needs('search', async ({ url }) => {
    const filter = facetsRequestOf(url.searchParams);
    const { store } = await runtime();
    return json(facets(store, filter));
  }),
});
