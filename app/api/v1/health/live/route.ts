import { noParametersOf } from '@/lib/api/document-requests';
import { json, needs, route } from '@/lib/api/route';

/** Whether the process answers at all; what does not should be started anew. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: needs(
    'nothing',
    ({ url }) => {
      noParametersOf(url.searchParams);
      return json({ live: true });
    },
    { anyRate: true },
  ),
});
