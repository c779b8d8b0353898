import { noSuchPassage } from '@/lib/api/document-requests';
import { readJson } from '@/lib/api/read-json';
import { json, needs, route } from '@/lib/api/route';
import { explainRequestOf } from '@/lib/api/search-request';
import { runtime } from '@/lib/runtime';
import { explainPassage } from '@/lib/search/explain-passage';

/** Why a passage stands where it stands for a query: GET with parameters, POST with the same names as JSON. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: needs('search', ({ url, signal }) => answer(url.searchParams, signal)),
  POST: needs('search', async ({ request, signal }) => answer(await readJson(request), signal)),
});

async function answer(source: unknown, signal: AbortSignal): Promise<Response> {
  const { request, passageId } = explainRequestOf(source);
  const parts = await runtime();
  const explain = () => explainPassage(parts, request, passageId, signal);
  const explained = await parts.permits.searches.run(explain, signal);
  if (explained === null) throw noSuchPassage(String(passageId));
  return json(explained);
}
