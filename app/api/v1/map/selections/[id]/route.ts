import { noParametersOf } from '@/lib/api/document-requests';
import { json, needs, route } from '@/lib/api/route';
import { runtime } from '@/lib/runtime';
import { noSuchSelection, requireSelections } from '@/lib/store/require-selections';
import { findSelection } from '@/lib/store/selections';

/** What is known of a selection. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route<{ id: string }>({
  GET: needs('search', async ({ params, url }) => {
    noParametersOf(url.searchParams);
    const { store } = await runtime();
    requireSelections(store, { where: { field: 'selection', values: [params.id] } });
    const selection = findSelection(store, params.id);
    if (selection === null) throw noSuchSelection(params.id);
    return json(selection);
  }),
});
