import { noSuchPassage, passageIdOf, similarRequestOf } from '@/lib/api/document-requests';
import { json, needs, route } from '@/lib/api/route';
import { runtime } from '@/lib/runtime';
import { similarPassages } from '@/lib/search/similar';

/** What other documents say nearest to a passage. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route<{ id: string }>({
  GET: needs('search', async ({ params, url, signal }) => {
    const { limit } = similarRequestOf(url.searchParams);
    const id = passageIdOf(params.id);
    const parts = await runtime();
    const similar = await parts.permits.searches.run(() => similarPassages(parts, id, limit), signal);
    if (similar === null) throw noSuchPassage(params.id);
    return json({ passageId: id, ...similar });
  }),
});
