import { noParametersOf, noSuchPassage, passageIdOf } from '@/lib/api/document-requests';
import { json, needs, route } from '@/lib/api/route';
import { runtime } from '@/lib/runtime';
import { documentsById, passagesById } from '@/lib/store/passages';

/** One passage with its document. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route<{ id: string }>({
  GET: needs('search', async ({ params, url }) => {
    noParametersOf(url.searchParams);
    const { store } = await runtime();
    const [row] = passagesById(store, [passageIdOf(params.id)]);
    const document = row && documentsById(store, [row.documentId]).get(row.documentId);
    if (!row || !document) throw noSuchPassage(params.id);
    const { id, ordinal, text, start, end, headingPath, page } = row;
    return json({ document, passage: { id, ordinal, text, start, end, headingPath, page } });
  }),
});
