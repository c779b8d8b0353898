import { healthRequestOf } from '@/lib/api/document-requests';
import { healthOf } from '@/lib/api/health';
import { json, route } from '@/lib/api/route';
import { runtime } from '@/lib/runtime';

/** Whether the server is ready, what it holds and how late its request thread runs. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: async ({ url }) => {
    const { reset } = healthRequestOf(url.searchParams);
    const health = await healthOf(runtime, { reset });
    return json(health, { status: health.ready ? 200 : 503 });
  },
});
