import {
  batchAnswerSchema,
  suggestAnswerSchema,
  explainAnswerSchema,
  facetsAnswerSchema,
  searchAnswerSchema,
  similarAnswerSchema,
} from '@/lib/api/answers';
import { facetsSchema, similarSchema } from '@/lib/api/document-requests';
import {
  batchSchema,
  explainSchema,
  searchSchema,
  suggestSchema,
  summarySchema,
} from '@/lib/api/search-request';
import { summaryEventSchema } from '@/lib/api/summary-answers';
import { BODY_ERRORS, SEARCH_ERRORS, type Operation, type PathParameter } from './operation';

const passage: PathParameter = {
  description: 'Id of a passage, from a hit.',
  schema: { type: 'integer', minimum: 1 },
  example: '1',
};
const found = {
  status: 200,
  description: 'Documents, best first, each with its best passages.',
  schema: searchAnswerSchema,
} as const;
const explained = {
  status: 200,
  description: 'Rank, score and what it is made of, and how near each sentence comes.',
  schema: explainAnswerSchema,
} as const;

/** Finding, and telling why. */
export const SEARCH_OPERATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: '/search',
    id: 'search',
    tag: 'Search',
    scope: 'search',
    summary: 'Search',
    query: searchSchema,
    answers: [found],
    errors: ['query_too_long', ...SEARCH_ERRORS],
    example: { query: { q: 'how do plants make sugar', limit: '3' }, status: 200 },
  },
  {
    method: 'post',
    path: '/search',
    id: 'searchByBody',
    tag: 'Search',
    scope: 'search',
    summary: 'Search, asked as JSON',
    description: 'The same as GET; for filters that are too long for an address.',
    bodies: { 'application/json': searchSchema },
    answers: [found],
    errors: ['query_too_long', ...SEARCH_ERRORS, ...BODY_ERRORS],
    example: {
      body: { q: 'tides and the moon', mode: 'hybrid', filter: { not: { language: 'zh' } }, explain: true },
      status: 200,
    },
  },
  {
    method: 'post',
    path: '/search/batch',
    id: 'searchBatch',
    tag: 'Search',
    scope: 'search',
    summary: 'Several searches at once',
    description: 'At most 20, each as in a search of its own; refused as a whole when one of them is wrong.',
    bodies: { 'application/json': batchSchema },
    answers: [{ status: 200, description: 'Answers in the order asked.', schema: batchAnswerSchema }],
    errors: ['query_too_long', ...SEARCH_ERRORS, ...BODY_ERRORS],
    example: {
      body: { searches: [{ q: 'tides' }, { q: 'why does bread rise', mode: 'semantic', limit: 3 }] },
      status: 200,
    },
  },
  {
    method: 'get',
    path: '/suggest',
    id: 'suggest',
    tag: 'Search',
    scope: 'search',
    summary: 'Titles and headings that go on from what is typed',
    query: suggestSchema,
    answers: [{ status: 200, description: 'Titles first, then headings.', schema: suggestAnswerSchema }],
    example: { query: { q: 'why bre', limit: '5' }, status: 200 },
  },
  {
    method: 'get',
    path: '/summary',
    id: 'summarize',
    tag: 'Search',
    scope: 'search',
    summary: 'Summary of what is found, as it is written',
    description:
      'Server-sent events: `spine` with the sentences that are retold, then `token` and `sentence`, at last `done` or `error`. Every sentence cites passages.',
    query: summarySchema,
    answers: [
      {
        status: 200,
        description: 'A stream of events; the event’s name is the `type` here, the rest its data.',
        schema: summaryEventSchema,
        contentType: 'text/event-stream',
      },
    ],
    errors: ['query_too_long', 'summary_unavailable', ...SEARCH_ERRORS],
    example: { query: { q: 'why is the sky blue', sentences: '2' }, status: 200 },
  },
  {
    method: 'get',
    path: '/explain',
    id: 'explain',
    tag: 'Search',
    scope: 'search',
    summary: 'Why a passage stands where it stands',
    query: explainSchema,
    answers: [explained],
    errors: ['not_found', 'query_too_long', ...SEARCH_ERRORS],
    example: { query: { q: 'how do plants make sugar', passage: '1' }, status: 200 },
  },
  {
    method: 'post',
    path: '/explain',
    id: 'explainByBody',
    tag: 'Search',
    scope: 'search',
    summary: 'Why a passage stands where it stands, asked as JSON',
    bodies: { 'application/json': explainSchema },
    answers: [explained],
    errors: ['not_found', 'query_too_long', ...SEARCH_ERRORS, ...BODY_ERRORS],
    example: { body: { q: 'how do plants make sugar', passage: 1 }, status: 200 },
  },
  {
    method: 'get',
    path: '/passages/{passage}/similar',
    id: 'similarPassages',
    tag: 'Search',
    scope: 'search',
    summary: 'Passages of other documents that say the same',
    params: { passage },
    query: similarSchema,
    answers: [{ status: 200, description: 'Nearest first.', schema: similarAnswerSchema }],
    errors: ['not_found', ...SEARCH_ERRORS],
    example: { query: { limit: '3' }, status: 200 },
  },
  {
    method: 'get',
    path: '/facets',
    id: 'facets',
    tag: 'Search',
    scope: 'search',
    summary: 'What documents can be filtered by',
    description: 'Counts for each value under all filters but those of its own field.',
    query: facetsSchema,
    answers: [{ status: 200, description: 'Values and their documents.', schema: facetsAnswerSchema }],
    example: { query: { language: 'en' }, status: 200 },
  },
];
