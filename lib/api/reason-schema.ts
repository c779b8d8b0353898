import { z } from 'zod';
import type { Reason } from '@/lib/errors';

/** What the sentence of an error names, by placeholder of the error table. */
export const detailsSchema = z
  .record(z.string(), z.union([z.string(), z.number()]))
  .describe('What the sentence names: paths, limits, what is allowed.');

/** Why something that is kept failed. Without details where it was written before they were kept. */
export const reasonSchema = z
  .strictObject({
    code: z.string().describe('A code of the table of errors, or of a later version of it.'),
    message: z.string().describe('What happened, what is allowed, what to do.'),
    details: detailsSchema.optional(),
  })
  .meta({ id: 'Reason', description: 'Why something failed.' }) satisfies z.ZodType<Reason>;
