import { answerSearch } from '@/lib/api/answer-search';
import { readJson } from '@/lib/api/read-json';
import { json, needs, route } from '@/lib/api/route';
import { searchRequestOf } from '@/lib/api/search-request';
import { runtime } from '@/lib/runtime';

/** Ranked documents for a query: GET with parameters, POST with the same names as JSON. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: needs('search', ({ url, signal }) => answer(url.searchParams, signal)),
  POST: needs('search', async ({ request, signal }) => answer(await readJson(request), signal)),
});

async function answer(source: unknown, signal: AbortSignal): Promise<Response> {
  const request = searchRequestOf(source);
  return json(await answerSearch(await runtime(), request, signal));
}
