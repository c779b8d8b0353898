import { z } from 'zod';
import { RecollectError } from '@/lib/errors';
import type { SearchRequest } from '@/lib/search/types';
import type { DocumentFilter } from '@/lib/store/types';
import { checkFilterSize, expressionOf, filterOfParameter, filterSchema } from './filter-schema';
import { objectOfParameters, parseRequest, type ParameterKinds } from './parse-request';

/** Characters (UTF-16) a query may have. */
export const MAX_QUERY_LENGTH = 2000;

const name = z.string().min(1, 'must not be empty').max(200, 'may have 200 characters at most');
/** One value or several; a URL repeats the parameter, JSON gives a list or a single string. */
const names = z
  .union([name, z.array(name).max(50, 'may have 50 values at most')], {
    error: 'must be a text, or a list of at most 50 texts of at most 200 characters each',
  })
  .transform((value) => (typeof value === 'string' ? [value] : value));
const date = z
  .union([z.iso.date(), z.iso.datetime({ local: true, offset: true })], {
    error: 'must be a date such as 2024-05-31 or 2024-05-31T10:00:00Z',
  })
  .meta({ id: 'Date', description: 'A day, or a time with or without its zone (ISO 8601).' });

/** The filter's fields, with the names they have in URLs and JSON. */
export const filterFields = {
  collection: names.optional().describe('Documents of one of these collections.'),
  language: names.optional().describe('Documents in one of these languages (ISO 639-1).'),
  mediaType: names.optional().describe('Documents of one of these media types.'),
  tag: names.optional().describe('Documents with one of these tags.'),
  from: date.optional().describe('Documents dated then or later.'),
  to: date.optional().describe('Documents dated then or earlier.'),
  filter: filterSchema
    .optional()
    .describe('Conditions joined by and, or, not: as text, `tag:draft AND NOT language:de`, or as JSON.'),
};

const query = z
  .string({ error: 'must be a text: what to search for' })
  .refine((text) => text.trim() !== '', 'must not be empty: say what to search for')
  .meta({
    minLength: 1,
    maxLength: MAX_QUERY_LENGTH,
    description: 'A question or a few words; "quoted words" must stand together, -words must not be there.',
  });

const mode = z
  .enum(['hybrid', 'semantic', 'lexical'], { error: 'must be hybrid, semantic or lexical' })
  .default('hybrid')
  .describe('By words and meaning, by meaning, or by words.');

/** A whole number within bounds, with one message for whatever is wrong with it. */
export function integer(min: number, max: number): z.ZodNumber {
  const error = `must be a whole number from ${min} to ${max}`;
  return z.number({ error }).int(error).min(min, error).max(max, error);
}

export const searchSchema = z.strictObject({
  q: query,
  mode,
  limit: integer(1, 100).default(10).describe('Hits wanted.'),
  offset: integer(0, 10_000).default(0).describe('Hits passed over.'),
  explain: z
    .boolean({ error: 'must be true or false' })
    .default(false)
    .describe('Whether each hit tells how its score came about.'),
  ...filterFields,
});

export const summarySchema = z.strictObject({
  q: query,
  mode,
  sentences: integer(1, 5).default(3).describe('Sentences at most.'),
  ...filterFields,
});

export const explainSchema = z.strictObject({
  q: query,
  mode,
  passage: integer(1, Number.MAX_SAFE_INTEGER).describe('Id of the passage, from a hit.'),
  ...filterFields,
});

/** Searches in one request. */
const MOST_SEARCHES = 20;

export const batchSchema = z.strictObject({
  searches: z
    .array(searchSchema, { error: 'must be a list of searches' })
    .min(1, 'must hold a search')
    .max(MOST_SEARCHES, `may hold ${MOST_SEARCHES} searches at most`)
    .describe('Each as in a search of its own.'),
});

export const suggestSchema = z.strictObject({
  q: z
    .string({ error: 'must be a text: what is typed so far' })
    .min(1, 'must not be empty: give what is typed so far')
    .max(200, 'may have 200 characters at most')
    .describe('What is typed so far; its last word need not be whole.'),
  limit: integer(1, 20).default(8).describe('Suggestions wanted.'),
});

export const FILTER_LISTS = ['collection', 'language', 'mediaType', 'tag'] as const;
const SEARCH_KINDS: ParameterKinds = {
  numbers: ['limit', 'offset', 'sentences', 'passage'],
  flags: ['explain'],
  lists: FILTER_LISTS,
};

/** @throws RecollectError `invalid_request`, `query_too_long` */
export function searchRequestOf(source: unknown): SearchRequest {
  return requestOf(parseRequest(searchSchema, prepared(source)));
}

/** @throws RecollectError `invalid_request`, `query_too_long` */
export function batchRequestOf(source: unknown): SearchRequest[] {
  const searches =
    typeof source === 'object' && source !== null && 'searches' in source ? source.searches : [];
  if (Array.isArray(searches)) searches.slice(0, MOST_SEARCHES).forEach(prepared);
  return parseRequest(batchSchema, source).searches.map(requestOf);
}

/** @throws RecollectError `invalid_request` */
export function suggestRequestOf(source: URLSearchParams): z.infer<typeof suggestSchema> {
  return parseRequest(suggestSchema, objectOfParameters(source, { numbers: ['limit'] }));
}

function requestOf({
  q,
  mode,
  limit,
  offset,
  explain,
  ...filter
}: z.infer<typeof searchSchema>): SearchRequest {
  return { query: q.trim(), mode, limit, offset, explain, filter: filterOf(filter) };
}

/** @throws RecollectError `invalid_request`, `query_too_long` */
export function summaryRequestOf(source: URLSearchParams): { request: SearchRequest; sentences: number } {
  const { q, mode, sentences, ...filter } = parseRequest(summarySchema, prepared(source));
  return {
    request: { query: q.trim(), mode, limit: 10, offset: 0, filter: filterOf(filter) },
    sentences,
  };
}

/** @throws RecollectError `invalid_request`, `query_too_long` */
export function explainRequestOf(source: unknown): {
  request: Pick<SearchRequest, 'query' | 'mode' | 'filter'>;
  passageId: number;
} {
  const { q, mode, passage, ...filter } = parseRequest(explainSchema, prepared(source));
  return { request: { query: q.trim(), mode, filter: filterOf(filter) }, passageId: passage };
}

/** @throws RecollectError `invalid_request` when the bounds are the wrong way round, or the filter cannot be read */
export function filterOf(fields: {
  collection?: string[] | undefined;
  language?: string[] | undefined;
  mediaType?: string[] | undefined;
  tag?: string[] | undefined;
  from?: string | undefined;
  to?: string | undefined;
  filter?: z.infer<typeof filterSchema> | undefined;
}): DocumentFilter {
  if (fields.from !== undefined && fields.to !== undefined && fields.from > fields.to) {
    const message = 'must not be later than to';
    throw new RecollectError(
      'invalid_request',
      { reason: `from: ${message}` },
      { fields: [{ field: 'from', message }] },
    );
  }
  return {
    ...(fields.collection?.length ? { collections: fields.collection } : {}),
    ...(fields.language?.length ? { languages: fields.language } : {}),
    ...(fields.mediaType?.length ? { mediaTypes: fields.mediaType } : {}),
    ...(fields.tag?.length ? { tags: fields.tag } : {}),
    ...(fields.from !== undefined ? { from: fields.from } : {}),
    ...(fields.to !== undefined ? { to: fields.to } : {}),
    ...(fields.filter !== undefined ? { where: expressionOf(fields.filter) } : {}),
  };
}

/**
 * As objectOfParameters, with the filter of a search among the parameters.
 *
 * @throws RecollectError `invalid_request` for a filter that is too large, or JSON that cannot be read
 */
export function filteredParameters(
  parameters: URLSearchParams,
  kinds: ParameterKinds,
): Record<string, unknown> {
  const { filter, ...others } = objectOfParameters(parameters, kinds);
  if (filter === undefined) return others;
  const read = typeof filter === 'string' ? filterOfParameter(filter) : filter;
  checkFilterSize(read);
  return { ...others, filter: read };
}

/** The request as an object; a query that is too long is refused first, so that it gets its own code. */
function prepared(source: unknown): unknown {
  const object = source instanceof URLSearchParams ? filteredParameters(source, SEARCH_KINDS) : source;
  const text = typeof object === 'object' && object !== null && 'q' in object ? object.q : undefined;
  if (typeof text === 'string' && text.length > MAX_QUERY_LENGTH)
    throw new RecollectError('query_too_long', { length: text.length, max: MAX_QUERY_LENGTH });
  if (typeof object === 'object' && object !== null && 'filter' in object) checkFilterSize(object.filter);
  return object;
}
