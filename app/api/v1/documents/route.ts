import { deletionRequestOf, documentsRequestOf } from '@/lib/api/document-requests';
import { jobAnswer } from '@/lib/api/jobs';
import { receiveUpload } from '@/lib/api/receive-upload';
import { json, needs, route } from '@/lib/api/route';
import { runtime } from '@/lib/runtime';
import { deleteDocuments, documentsMatching } from '@/lib/store/delete-documents';
import { listDocuments } from '@/lib/store/documents';

/** The documents there are, a page at a time; new ones, which a job makes searchable; or the end of all that match. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: needs('search', async ({ url }) => {
    const request = documentsRequestOf(url.searchParams);
    const { store } = await runtime();
    return json(await listDocuments(store, request));
  }),
  POST: needs(
    'ingest',
    async ({ request }) => {
      const parts = await runtime();
      const id = await receiveUpload(request, parts);
      const response = json(jobAnswer(parts.store, id), { status: 202 });
      response.headers.set('location', `/api/v1/jobs/${id}`);
      return response;
    },
    { anyTime: true },
  ),
  DELETE: needs(
    'ingest',
    async ({ url, signal }) => {
      const { filter, dryRun } = deletionRequestOf(url.searchParams);
      const { store } = await runtime();
      const ids = documentsMatching(store, filter);
      return json({ matched: ids.length, deleted: dryRun ? 0 : await deleteDocuments(store, ids, signal) });
    },
    { anyTime: true },
  ),
});
