import { json, needs, route } from '@/lib/api/route';
import { jobsRequestOf } from '@/lib/api/upload-request';
import { runtime } from '@/lib/runtime';
import { listJobs } from '@/lib/store/jobs';

/** The jobs there are, newest first; `nextCursor` leads to the next page. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: needs('ingest', async ({ url }) => {
    const request = jobsRequestOf(url.searchParams);
    const { store } = await runtime();
    return json(listJobs(store, request));
  }),
});
