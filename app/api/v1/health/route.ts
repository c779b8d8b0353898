import { healthRequestOf } from '@/lib/api/document-requests';
import { authorize } from '@/lib/api/authorize';
import { healthOf, publicHealth } from '@/lib/api/health';
import { json, needs, route } from '@/lib/api/route';
import { config } from '@/lib/config';
import { RecollectError } from '@/lib/errors';
import { runtime } from '@/lib/runtime';

/**
 * Whether the server is ready, what it holds and how late its request thread runs. Whoever has no key where one is needed
 * learns only whether it is ready.
 */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: needs(
    'nothing',
    async ({ url, request }) => {
      const { reset } = healthRequestOf(url.searchParams);
      const known = await mayRead(request.headers);
      const health = known ? await healthOf(runtime, { reset }) : await publicHealth(runtime);
      return json(health, { status: health.ready ? 200 : 503 });
    },
    { anyRate: true },
  ),
});

async function mayRead(headers: Headers): Promise<boolean> {
  try {
    await authorize(headers, 'search', config(), async () => (await runtime()).store);
    return true;
  } catch (thrown) {
    if (thrown instanceof RecollectError) return false;
    throw thrown;
  }
}
