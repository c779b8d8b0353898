import { z } from 'zod';
import { RecollectError } from '@/lib/errors';
import type { SearchRequest } from '@/lib/search/types';
import { MAP_EXTENT } from '@/lib/store/map-extent';
import { objectOfParameters, parseRequest } from './parse-request';
import { integer, searchRequestOf, searchSchema } from './search-request';

export const mapSchema = z.strictObject({
  points: z
    .boolean({ error: 'must be true or false' })
    .default(true)
    .describe('Whether the points come with it; without them the answer is small.'),
});

/** @throws RecollectError `invalid_request` */
export function mapRequestOf(parameters: URLSearchParams): z.infer<typeof mapSchema> {
  return parseRequest(mapSchema, objectOfParameters(parameters, { flags: ['points'] }));
}

export const placeSchema = searchSchema.omit({ explain: true, offset: true });

/** @throws RecollectError `invalid_request`, `query_too_long` */
export function placeRequestOf(parameters: URLSearchParams): SearchRequest {
  for (const name of ['explain', 'offset'])
    if (parameters.has(name)) parseRequest(placeSchema, objectOfParameters(parameters, {}));
  return searchRequestOf(parameters);
}

/** Passages chosen at once. */
const MOST_PASSAGES = 100_000;
/** Corners of an outline, each of which is compared with every point inside its bounds. */
const MOST_CORNERS = 200;

const coordinate = integer(0, MAP_EXTENT);

/** What is chosen: exactly one of the three. */
export const selectionSchema = z
  .strictObject({
    passages: z
      .array(integer(1, Number.MAX_SAFE_INTEGER), { error: 'must be a list of ids of passages' })
      .min(1, 'must not be empty')
      .max(MOST_PASSAGES, `may have ${MOST_PASSAGES} passages at most`)
      .optional()
      .describe('Ids of passages.'),
    cluster: integer(0, 255).optional().describe('Number of a cluster of the map, from 0.'),
    polygon: z
      .array(z.array(coordinate).length(2, 'must be [x, y]'), {
        error: `must be a list of corners, each [x, y] from 0 to ${MAP_EXTENT}`,
      })
      .min(3, 'must have 3 corners at least')
      .max(MOST_CORNERS, `may have ${MOST_CORNERS} corners at most`)
      .optional()
      .describe('Corners of an outline on the map; what lies inside is chosen.'),
    name: z
      .string({ error: 'must be a text' })
      .trim()
      .min(1, 'must not be empty')
      .max(100, 'may have 100 characters at most')
      .optional()
      .describe('What to call it.'),
  })
  .refine(
    ({ passages, cluster, polygon }) =>
      [passages, cluster, polygon].filter((way) => way !== undefined).length === 1,
    'must have exactly one of passages, cluster and polygon',
  );

/** @throws RecollectError `invalid_request` */
export function selectionRequestOf(body: unknown): z.infer<typeof selectionSchema> {
  return parseRequest(selectionSchema, body);
}

export function nothingChosen(): RecollectError {
  return new RecollectError('not_found', {
    what: 'A passage there',
    hint: 'The map may have changed: read it again, and choose again.',
  });
}
