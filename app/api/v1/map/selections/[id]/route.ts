import { noParametersOf } from '@/lib/api/document-requests';
import { noSuchSelection } from '@/lib/api/map-requests';
import { json, needs, route } from '@/lib/api/route';
import { runtime } from '@/lib/runtime';
import { findSelection } from '@/lib/store/selections';

/** What is known of a selection. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route<{ id: string }>({
  GET: needs('search', async ({ params, url }) => {
    noParametersOf(url.searchParams);
    const { store } = await runtime();
    const selection = findSelection(store, params.id);
    if (selection === null) throw noSuchSelection(params.id);
    return json(selection);
  }),
});
