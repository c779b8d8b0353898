import { mapAnswer } from '@/lib/api/map-answers';
import { mapRequestOf } from '@/lib/api/map-requests';
import { entityJson } from '@/lib/api/entity-json';
import { needs, route } from '@/lib/api/route';
import { runtime } from '@/lib/runtime';

/** The map of all passages. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: needs('search', async ({ request, url }) => {
    const { points } = mapRequestOf(url.searchParams);
    return entityJson(request, mapAnswer(await runtime(), points));
  }),
});
