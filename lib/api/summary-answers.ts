import { z } from 'zod';
import type { SummaryEvent } from '@/lib/summarize/types';
import { detailsSchema } from './reason-schema';

/** What the stream of a summary carries, as schemas. */

const count = z.number().int().min(0);
const passageId = z.number().int().min(1);

export const summaryEventSchema = z
  .discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('spine'),
      sentences: z.array(
        z.strictObject({
          text: z.string(),
          passageId,
          documentId: z.string(),
          start: count,
          end: count,
          relevance: z.number(),
        }),
      ),
    }),
    z.strictObject({ type: z.literal('token'), text: z.string() }),
    z.strictObject({
      type: z.literal('sentence'),
      sentence: z.strictObject({
        index: count,
        text: z.string(),
        citations: z.array(passageId).min(1),
        quoted: z.boolean(),
        support: z.number().min(0).max(1),
      }),
    }),
    z.strictObject({
      type: z.literal('done'),
      model: z.looseObject({ id: z.string(), revision: z.string() }),
      sentences: count,
      dropped: count,
      tookMs: z.number().min(0),
      reason: z.enum(['written', 'nothing-to-summarise']),
    }),
    z.strictObject({
      type: z.literal('error'),
      code: z.string(),
      detail: z.string(),
      details: detailsSchema,
    }),
  ])
  .meta({ id: 'SummaryEvent' }) as z.ZodType<SummaryEvent>;
