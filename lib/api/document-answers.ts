import { z } from 'zod';
import type { DocumentDetail, DocumentPage } from '@/lib/store/documents';
import { documentSchema } from './answers';
import { reasonSchema } from './reason-schema';

/** What the API answers of documents, as schemas. */

const offset = z.number().int().min(0);
const stateSchema = z.enum(['ready', 'embedding', 'failed']);
const count = z.number().int().min(0);

const listed = {
  ...documentSchema.shape,
  state: stateSchema,
  size: count,
  fromFile: z.boolean().describe('Whether the next ingest of its file would bring it back.'),
  updatedAt: z.iso.datetime({ offset: true }),
  attempt: z
    .strictObject({
      state: z.enum(['embedding', 'failed']),
      passagesDone: count,
      passagesTotal: count,
      error: reasonSchema.nullable(),
    })
    .nullable(),
};

export const documentPageSchema = z
  .strictObject({
    items: z.array(z.strictObject({ ...listed, passages: count })),
    nextCursor: z.string().nullable(),
    total: count,
  })
  .meta({ id: 'DocumentPage' }) satisfies z.ZodType<DocumentPage>;

export const documentDetailSchema = z
  .strictObject({
    ...listed,
    sha256: z.string().length(64),
    text: z.string(),
    blocks: z.array(
      z.strictObject({
        kind: z.enum(['heading', 'paragraph', 'list-item', 'quote', 'code', 'table', 'row']),
        start: offset,
        end: offset,
        level: z.number().int().min(1).optional(),
        page: z.number().int().min(1).optional(),
      }),
    ),
    passages: z.array(
      z.strictObject({
        id: z.number().int().min(1),
        ordinal: count,
        start: offset,
        end: offset,
        headingPath: z.array(z.string()),
        page: z.number().int().min(1).nullable(),
      }),
    ),
  })
  .meta({ id: 'DocumentDetail' }) as z.ZodType<DocumentDetail>;

export const deletionAnswerSchema = z.strictObject({ matched: count, deleted: count });
