import { noParametersOf } from '@/lib/api/document-requests';
import { publicReadiness } from '@/lib/api/health';
import { json, needs, route } from '@/lib/api/route';
import { runtime } from '@/lib/runtime';

/** Whether a search would be answered; as long as not, requests should go elsewhere. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: needs(
    'nothing',
    async ({ url }) => {
      noParametersOf(url.searchParams);
      const readiness = await publicReadiness(runtime);
      return json(readiness, { status: readiness.ready ? 200 : 503 });
    },
    { anyRate: true },
  ),
});
