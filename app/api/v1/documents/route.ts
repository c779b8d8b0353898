import { documentsRequestOf } from '@/lib/api/document-requests';
import { json, route } from '@/lib/api/route';
import { runtime } from '@/lib/runtime';
import { listDocuments } from '@/lib/store/documents';

/** The documents there are, a page at a time; `nextCursor` leads to the next one. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: async ({ url }) => {
    const request = documentsRequestOf(url.searchParams);
    const { store } = await runtime();
    return json(await listDocuments(store, request));
  },
});
