import { countSearch } from '@/lib/api/metrics';
import { readJson } from '@/lib/api/read-json';
import { json, needs, route } from '@/lib/api/route';
import { searchRequestOf } from '@/lib/api/search-request';
import { runtime } from '@/lib/runtime';
import { search } from '@/lib/search/search';

/** Ranked documents for a query: GET with parameters, POST with the same names as JSON. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: needs('search', ({ url, signal }) => answer(url.searchParams, signal)),
  POST: needs('search', async ({ request, signal }) => answer(await readJson(request), signal)),
});

async function answer(source: unknown, signal: AbortSignal): Promise<Response> {
  const request = searchRequestOf(source);
  const parts = await runtime();
  const found = await parts.permits.searches.run(() => search(parts, request), signal);
  parts.latencies.record(found);
  countSearch(found);
  return json(found);
}
