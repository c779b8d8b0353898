import { noParametersOf } from '@/lib/api/document-requests';
import { metricsText } from '@/lib/api/metrics';
import { needs, route } from '@/lib/api/route';
import { runtime } from '@/lib/runtime';

/** What Prometheus collects. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: needs(
    'admin',
    async ({ url }) => {
      noParametersOf(url.searchParams);
      const { text, contentType } = await metricsText(runtime);
      return new Response(text, { headers: { 'content-type': contentType, 'cache-control': 'no-store' } });
    },
    { anyRate: true },
  ),
});
