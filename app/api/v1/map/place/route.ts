import { placeRequestOf } from '@/lib/api/map-requests';
import { json, needs, route } from '@/lib/api/route';
import { placeQuery } from '@/lib/map/place-query';
import { runtime } from '@/lib/runtime';

/** Where a query lies on the map, and its hits. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: needs('search', async ({ url, signal }) => {
    const request = placeRequestOf(url.searchParams);
    const parts = await runtime();
    return json(await parts.permits.searches.run(() => placeQuery(parts, request), signal));
  }),
});
