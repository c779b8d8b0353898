import { jobAnswer } from '@/lib/api/jobs';
import { json, needs, route } from '@/lib/api/route';
import { removeForgotten } from '@/lib/jobs/upload-folder';
import { runtime } from '@/lib/runtime';
import { endJob } from '@/lib/store/jobs';

/** One job with its items; or its cancellation, which changes nothing when it has ended. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route<{ id: string }>({
  GET: needs('ingest', async ({ params }) => json(jobAnswer((await runtime()).store, params.id))),
  DELETE: needs('ingest', async ({ params }) => {
    const { store, config } = await runtime();
    await removeForgotten(config, endJob(store, params.id, 'cancelled').forgotten);
    return json(jobAnswer(store, params.id));
  }),
});
