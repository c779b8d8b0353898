import { answerSearch } from '@/lib/api/answer-search';
import { readJson } from '@/lib/api/read-json';
import { json, needs, route } from '@/lib/api/route';
import { batchRequestOf } from '@/lib/api/search-request';
import { runtime } from '@/lib/runtime';
import type { SearchResponse } from '@/lib/search/types';

/** Several searches in one request, one after the other, so that a batch takes no more than its share. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: needs('search', async ({ request, signal }) => {
    const requests = batchRequestOf(await readJson(request));
    const parts = await runtime();
    const answers: SearchResponse[] = [];
    for (const one of requests) answers.push(await answerSearch(parts, one, signal));
    return json({ answers });
  }),
});
