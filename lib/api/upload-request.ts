import { z } from 'zod';
import { languageCode } from '@/lib/ingest/readers/declared';
import type { JobOptions } from '@/lib/store/job-types';
import { objectOfParameters, parseRequest } from './parse-request';
import { integer } from './search-request';

/** Files or JSON documents sent at once. */
export const MOST_ITEMS = 200;

const visible = (max: number) =>
  z
    .string({ error: 'must be a text' })
    .trim()
    .min(1, 'must not be empty')
    .max(max, `may have ${max} characters at most`)
    .refine((text) => !/[\p{C}\p{Zl}\p{Zp}]/u.test(text), 'must not hold invisible characters');

const optionFields = {
  collection: visible(100)
    .refine((name) => !/[/\\]/.test(name), 'must not hold / or \\')
    .default('default')
    .describe('What they are put in.'),
  tag: z
    .union(
      [visible(100).transform((tag) => [tag]), z.array(visible(100)).max(50, 'may have 50 values at most')],
      {
        error: 'must be a text, or a list of at most 50 texts of at most 100 characters each',
      },
    )
    .default([])
    .describe('What all of them are tagged with.'),
  language: z
    .string({ error: 'must be a text' })
    .refine((code) => languageCode(code) === code, 'must be an ISO 639-1 code such as en or zh')
    .optional()
    .describe('ISO 639-1; found out document by document when it is missing.'),
};

export const optionsSchema = z.strictObject(optionFields);

const documentSchema = z.strictObject({
  id: visible(200).optional().describe('Sent again with the same one, it replaces what it was.'),
  title: visible(500).optional().describe('When it is missing, its text or its id gives one.'),
  text: z.string({ error: 'must be a text' }).min(1, 'must not be empty').describe('What is searched.'),
  date: visible(40).optional().describe('ISO 8601, a day or a time.'),
  language: optionFields.language.describe('ISO 639-1, when it is not that of the others.'),
  tags: z
    .array(visible(100))
    .max(50, 'may have 50 values at most')
    .optional()
    .describe('Its own, besides those of all.'),
});
export type SentDocument = z.infer<typeof documentSchema>;

export const sentDocumentsSchema = z.strictObject({
  documents: z
    .array(documentSchema, { error: 'must be a list of documents' })
    .min(1, 'must hold a document')
    .max(MOST_ITEMS, `may hold ${MOST_ITEMS} documents at most`)
    .describe('What is to be made searchable.'),
  ...optionFields,
});

/** @throws RecollectError `invalid_request` */
export function uploadOptionsOf(fields: URLSearchParams): JobOptions {
  return toOptions(parseRequest(optionsSchema, objectOfParameters(fields, {})));
}

/** @throws RecollectError `invalid_request` */
export function sentDocumentsOf(body: unknown): { options: JobOptions; documents: SentDocument[] } {
  const { documents, ...options } = parseRequest(sentDocumentsSchema, body);
  return { options: toOptions(options), documents };
}

export const jobsSchema = z.strictObject({
  cursor: z
    .string()
    .min(1, 'must not be empty')
    .max(200, 'may have 200 characters at most')
    .optional()
    .describe('Where the page before ended: its nextCursor.'),
  limit: integer(1, 100).default(20).describe('Jobs wanted.'),
});

/** @throws RecollectError `invalid_request` */
export function jobsRequestOf(parameters: URLSearchParams): z.infer<typeof jobsSchema> {
  return parseRequest(jobsSchema, objectOfParameters(parameters, { numbers: ['limit'] }));
}

function toOptions({ tag, ...options }: z.infer<typeof optionsSchema>): JobOptions {
  return { ...options, tags: tag };
}
