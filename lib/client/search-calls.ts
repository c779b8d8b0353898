import type { z } from 'zod';
import type { FacetsAnswer, PassageAnswer, SimilarAnswer, suggestAnswerSchema } from '@/lib/api/answers';
import type { ExplainAnswer, SearchAnswer } from '@/lib/api/search-answers';
import type { facetsSchema } from '@/lib/api/document-requests';
import type { explainSchema, searchSchema, suggestSchema, summarySchema } from '@/lib/api/search-request';
import type { SummaryEvent } from '@/lib/summarize/types';
import type { Connection } from './connection';

export type SearchParameters = z.input<typeof searchSchema>;
export type SummaryParameters = z.input<typeof summarySchema>;
export type ExplainParameters = z.input<typeof explainSchema>;
export type SuggestParameters = z.input<typeof suggestSchema>;
export type FilterParameters = z.input<typeof facetsSchema>;

/** What reads the corpus. Parameters of an address are taken as they are; objects say what they may hold. */
export function searchCalls({ get, send, events }: Connection) {
  return {
    /** GET /api/v1/search */
    search: (parameters: SearchParameters | URLSearchParams, signal?: AbortSignal) =>
      get<SearchAnswer>('search', parameters, { signal }),

    /** POST /api/v1/search/batch: answers in the order asked. */
    searchBatch: async (searches: readonly SearchParameters[], signal?: AbortSignal) =>
      (await send<{ answers: SearchAnswer[] }>('POST', 'search/batch', { searches }, signal)).answers,

    /** GET /api/v1/suggest */
    suggest: async (parameters: SuggestParameters, signal?: AbortSignal) =>
      (await get<z.infer<typeof suggestAnswerSchema>>('suggest', parameters, { signal })).items,

    /** GET /api/v1/facets */
    facets: (parameters: FilterParameters | URLSearchParams, signal?: AbortSignal) =>
      get<FacetsAnswer>('facets', parameters, { signal }),

    /** GET /api/v1/explain */
    explain: (parameters: ExplainParameters | URLSearchParams, signal?: AbortSignal) =>
      get<ExplainAnswer>('explain', parameters, { signal }),

    /** GET /api/v1/passages/{id} */
    passage: (id: number, signal?: AbortSignal) => get<PassageAnswer>(`passages/${id}`, {}, { signal }),

    /** GET /api/v1/passages/{id}/similar */
    similar: (passageId: number, limit: number, signal?: AbortSignal) =>
      get<SimilarAnswer>(`passages/${passageId}/similar`, { limit }, { signal }),

    /** GET /api/v1/summary, as it is written; one that cannot be finished ends with an event `error`. */
    async *summary(
      parameters: SummaryParameters | URLSearchParams,
      signal?: AbortSignal,
    ): AsyncGenerator<SummaryEvent> {
      for await (const { event, data } of events('summary', parameters, { signal }))
        yield { type: event, ...(JSON.parse(data) as object) } as SummaryEvent;
    },
  };
}
