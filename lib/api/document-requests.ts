import { z } from 'zod';
import { RecollectError } from '@/lib/errors';
import type { DocumentFilter } from '@/lib/store/types';
import { objectOfParameters, parseRequest } from './parse-request';
import { FILTER_LISTS, filterFields, filterOf, integer } from './search-request';

const facetsSchema = z.strictObject(filterFields);

/** @throws RecollectError `invalid_request` */
export function facetsRequestOf(parameters: URLSearchParams): DocumentFilter {
  return filterOf(parseRequest(facetsSchema, objectOfParameters(parameters, { lists: FILTER_LISTS })));
}

const text = z.string().min(1, 'must not be empty').max(200, 'may have 200 characters at most');
const documentsSchema = z.strictObject({
  cursor: text.optional(),
  limit: integer(1, 100).default(20),
  collection: text.optional(),
  state: z.enum(['ready', 'embedding', 'failed'], { error: 'must be ready, embedding or failed' }).optional(),
});
export type DocumentsRequest = z.infer<typeof documentsSchema>;

/** @throws RecollectError `invalid_request` */
export function documentsRequestOf(parameters: URLSearchParams): DocumentsRequest {
  return parseRequest(documentsSchema, objectOfParameters(parameters, { numbers: ['limit'] }));
}

const similarSchema = z.strictObject({ limit: integer(1, 20).default(5) });

/** @throws RecollectError `invalid_request` */
export function similarRequestOf(parameters: URLSearchParams): z.infer<typeof similarSchema> {
  return parseRequest(similarSchema, objectOfParameters(parameters, { numbers: ['limit'] }));
}

const nothingSchema = z.strictObject({});

/** For what takes no parameters. @throws RecollectError `invalid_request` */
export function noParametersOf(parameters: URLSearchParams): void {
  parseRequest(nothingSchema, objectOfParameters(parameters, {}));
}

const healthSchema = z.strictObject({
  reset: z.boolean({ error: 'must be 1 or 0' }).default(false),
});

/** @throws RecollectError `invalid_request` */
export function healthRequestOf(parameters: URLSearchParams): z.infer<typeof healthSchema> {
  return parseRequest(healthSchema, objectOfParameters(parameters, { flags: ['reset'] }));
}

export function noSuchPassage(id: string): RecollectError {
  return new RecollectError('not_found', {
    what: `The passage ${id.slice(0, 40)}`,
    hint: 'Search again: a passage has another id after its document was read anew.',
  });
}
