import { nothingSchema } from '@/lib/api/document-requests';
import { mapAnswerSchema, placeAnswerSchema, selectionAnswerSchema } from '@/lib/api/map-answers';
import { mapSchema, placeSchema, selectionSchema } from '@/lib/api/map-requests';
import { BODY_ERRORS, SEARCH_ERRORS, type Operation } from './operation';

/** The plane on which passages that say alike lie together. */
export const MAP_OPERATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: '/map',
    id: 'map',
    tag: 'Map',
    scope: 'search',
    summary: 'The map of all passages',
    description: 'Passages that say alike lie together. It is laid out in the background.',
    query: mapSchema,
    headers: {
      'if-none-match': {
        description: 'The ETag of an answer that is there already.',
        pattern: '^"[\\w-]{22}"$',
      },
    },
    answers: [
      { status: 200, description: 'The map, or how far it has come.', schema: mapAnswerSchema },
      { status: 304, description: 'It is as it was.' },
    ],
    example: { query: { points: 'false' }, status: 200 },
  },
  {
    method: 'get',
    path: '/map/place',
    id: 'placeOnMap',
    tag: 'Map',
    scope: 'search',
    summary: 'Where a query lies on the map, and its hits',
    description: 'A query lies in the midst of its hits, nearer to the better ones.',
    query: placeSchema,
    answers: [{ status: 200, description: 'Coordinates as on the map.', schema: placeAnswerSchema }],
    errors: ['not_found', 'query_too_long', ...SEARCH_ERRORS],
    example: { query: { q: 'how do plants make sugar', limit: '5' }, status: 200 },
  },
  {
    method: 'post',
    path: '/map/selections',
    id: 'selectOnMap',
    tag: 'Map',
    scope: 'search',
    summary: 'Keeps passages chosen on the map, to be searched in',
    description:
      'The filter `selection:ID` then keeps them. The same choice under the same name has the same id; the 200 used last are kept.',
    bodies: { 'application/json': selectionSchema },
    answers: [{ status: 200, description: 'What was kept.', schema: selectionAnswerSchema }],
    errors: ['not_found', ...BODY_ERRORS],
    example: { body: { passages: [1], name: 'bread' }, status: 200 },
  },
  {
    method: 'get',
    path: '/map/selections/{selection}',
    id: 'selection',
    tag: 'Map',
    scope: 'search',
    summary: 'What is known of a selection',
    params: {
      selection: {
        description: 'Id of a selection.',
        schema: { type: 'string' },
        example: '0123456789ab',
      },
    },
    query: nothingSchema,
    answers: [
      { status: 200, description: 'Its name and how many passages it has.', schema: selectionAnswerSchema },
    ],
    errors: ['not_found'],
    example: { status: 200 },
  },
];
