import { noParametersOf } from '@/lib/api/document-requests';
import { json, needs, route } from '@/lib/api/route';
import { examination } from '@/lib/runtime';

/** What the doctor found last. Its findings name files of the server: hence `admin`. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: needs('admin', async ({ url }) => {
    noParametersOf(url.searchParams);
    return json(examination().state());
  }),
  POST: needs('admin', async () => {
    const process = examination();
    void process.examine();
    return json(process.state(), { status: 202 });
  }),
});
