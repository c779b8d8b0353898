import { z } from 'zod';
import type { DocumentDetail, DocumentPage } from '@/lib/store/documents';
import { count, moment, nextCursor, ordinalNumber, placeIn } from './answer-parts';
import { documentSchema, passagePlace } from './answers';
import { reasonSchema } from './reason-schema';

/** What the API answers of documents, as schemas. */

const attemptSchema = z.strictObject({
  state: z.enum(['embedding', 'failed']).describe('Being read, or given up.'),
  passagesDone: count.describe('Passages that have their vectors.'),
  passagesTotal: count.describe('Passages there will be.'),
  error: reasonSchema.nullable().describe('Why it failed; null while it is being read.'),
});

const listed = {
  ...documentSchema.shape,
  state: z
    .enum(['ready', 'embedding', 'failed'])
    .describe('Ready as soon as one version of it can be searched.'),
  size: count.describe('Bytes of what it was made of.'),
  fromFile: z.boolean().describe('Whether the next ingest of its file would bring it back.'),
  updatedAt: moment.describe('When it changed last.'),
  attempt: attemptSchema
    .nullable()
    .describe('A reading of it that is not searchable, or not yet; null when there is none.'),
};

export const documentPageSchema = z
  .strictObject({
    items: z
      .array(z.strictObject({ ...listed, passages: count.describe('How many of it can be searched.') }))
      .describe('Last changed first.'),
    nextCursor,
    total: count.describe('Documents on all pages.'),
  })
  .meta({ id: 'DocumentPage', description: 'A page of documents.' }) satisfies z.ZodType<DocumentPage>;

const blockSchema = z.strictObject({
  kind: z
    .enum(['heading', 'paragraph', 'list-item', 'quote', 'code', 'table', 'row'])
    .describe('What part of a document it is.'),
  ...placeIn('the text of the document'),
  level: ordinalNumber
    .optional()
    .describe('Of headings 1 to 6, of list items how deep they are nested; others have none.'),
  page: ordinalNumber.optional().describe('From 1, where the format has pages.'),
});

export const documentDetailSchema = z
  .strictObject({
    ...listed,
    sha256: z.string().length(64).describe('Of the bytes it was made of, in hexadecimal.'),
    text: z.string().describe('The whole text.'),
    blocks: z.array(blockSchema).describe('How the text is built, in its order.'),
    passages: z.array(z.strictObject(passagePlace)).describe('Those that can be searched, in order.'),
  })
  .meta({
    id: 'DocumentDetail',
    description: 'A document with its text, its structure and its passages.',
  }) as z.ZodType<DocumentDetail>;

export const deletionAnswerSchema = z.strictObject({
  matched: count.describe('Documents that the filters keep.'),
  deleted: count.describe('Those of them that are gone; 0 when they were only counted.'),
});
