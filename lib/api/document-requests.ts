import { z } from 'zod';
import { RecollectError } from '@/lib/errors';
import { isEmptyFilter } from '@/lib/store/filters';
import type { DocumentFilter } from '@/lib/store/types';
import { objectOfParameters, parseRequest } from './parse-request';
import { FILTER_LISTS, filteredParameters, filterFields, filterOf, integer } from './search-request';

export const facetsSchema = z.strictObject(filterFields);

/** @throws RecollectError `invalid_request` */
export function facetsRequestOf(parameters: URLSearchParams): DocumentFilter {
  return filterOf(parseRequest(facetsSchema, filteredParameters(parameters, { lists: FILTER_LISTS })));
}

const text = z.string().min(1, 'must not be empty').max(200, 'may have 200 characters at most');
export const documentsSchema = z.strictObject({
  cursor: text.optional().describe('Where the page before ended: its nextCursor.'),
  limit: integer(1, 100).default(20).describe('Documents wanted.'),
  collection: text.optional().describe('Documents of this collection only.'),
  state: z
    .enum(['ready', 'embedding', 'failed'], { error: 'must be ready, embedding or failed' })
    .optional()
    .describe('Documents in this state only.'),
});
export type DocumentsRequest = z.infer<typeof documentsSchema>;

/** @throws RecollectError `invalid_request` */
export function documentsRequestOf(parameters: URLSearchParams): DocumentsRequest {
  return parseRequest(documentsSchema, objectOfParameters(parameters, { numbers: ['limit'] }));
}

export const deletionSchema = z.strictObject({
  ...filterFields,
  dryRun: z
    .boolean({ error: 'must be true or false' })
    .default(false)
    .describe('Whether to only count what would go.'),
});

/** @throws RecollectError `invalid_request`, also when nothing says which documents */
export function deletionRequestOf(parameters: URLSearchParams): { filter: DocumentFilter; dryRun: boolean } {
  const kinds = { lists: FILTER_LISTS, flags: ['dryRun'] };
  const { dryRun, ...fields } = parseRequest(deletionSchema, filteredParameters(parameters, kinds));
  const filter = filterOf(fields);
  if (!isEmptyFilter(filter)) return { filter, dryRun };
  const message = 'must say which documents: give collection, tag, language, mediaType, from, to or filter';
  throw new RecollectError(
    'invalid_request',
    { reason: message },
    { fields: [{ field: 'filter', message }] },
  );
}

export const similarSchema = z.strictObject({
  limit: integer(1, 20).default(5).describe('Passages wanted.'),
});

/** @throws RecollectError `invalid_request` */
export function similarRequestOf(parameters: URLSearchParams): z.infer<typeof similarSchema> {
  return parseRequest(similarSchema, objectOfParameters(parameters, { numbers: ['limit'] }));
}

export const nothingSchema = z.strictObject({});

/** For what takes no parameters. @throws RecollectError `invalid_request` */
export function noParametersOf(parameters: URLSearchParams): void {
  parseRequest(nothingSchema, objectOfParameters(parameters, {}));
}

export const healthQuerySchema = z.strictObject({
  reset: z
    .boolean({ error: 'must be 1 or 0' })
    .default(false)
    .describe('Whether delays are counted anew from this request on.'),
});

/** @throws RecollectError `invalid_request` */
export function healthRequestOf(parameters: URLSearchParams): z.infer<typeof healthQuerySchema> {
  return parseRequest(healthQuerySchema, objectOfParameters(parameters, { flags: ['reset'] }));
}

/** The id that part of a path is; 0, which nothing has, for anything else. */
export function passageIdOf(text: string): number {
  return /^\d{1,15}$/.test(text) ? Number(text) : 0;
}

export function noSuchPassage(id: string): RecollectError {
  return new RecollectError('not_found', {
    what: `The passage ${id.slice(0, 40)}`,
    hint: 'Search again: a passage has another id after its document was read anew.',
  });
}
