import { RecollectError } from '@/lib/errors';
import { json, needs, route } from '@/lib/api/route';
import { runtime } from '@/lib/runtime';
import { deleteDocument, getDocument } from '@/lib/store';

/** One document with its text, structure and passages; or its end. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route<{ id: string }>({
  GET: needs('search', async ({ params }) => {
    const { store } = await runtime();
    const document = await getDocument(store, params.id);
    if (document === null) throw notFound(params.id);
    return json(document);
  }),
  DELETE: needs('ingest', async ({ params }) => {
    const { store } = await runtime();
    if (!deleteDocument(store, params.id)) throw notFound(params.id);
    return new Response(null, { status: 204 });
  }),
});

function notFound(id: string): RecollectError {
  return new RecollectError('not_found', {
    what: `The document ${id.slice(0, 40)}`,
    hint: 'GET /api/v1/documents lists the documents there are.',
  });
}
