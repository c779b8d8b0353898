import { noParametersOf } from '@/lib/api/document-requests';
import { openapiDocument } from '@/lib/api/openapi/document';
import { json, needs, route } from '@/lib/api/route';
import { VERSION } from '@/lib/version';

/** The description of this API, for programs. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: needs('nothing', ({ url }) => {
    noParametersOf(url.searchParams);
    return json(openapiDocument(VERSION));
  }),
});
