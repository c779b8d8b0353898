import { jobAnswer } from '@/lib/api/jobs';
import { json, needs, route } from '@/lib/api/route';
import { runtime } from '@/lib/runtime';
import { retryJob } from '@/lib/store/jobs';

/** Tries failed and cancelled items again whose bytes are kept; changes nothing when there are none. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route<{ id: string }>({
  POST: needs('ingest', async ({ params }) => {
    const { store, jobs } = await runtime();
    const queued = retryJob(store, params.id);
    if (queued > 0) jobs.wake();
    return json(jobAnswer(store, params.id), { status: queued > 0 ? 202 : 200 });
  }),
});
