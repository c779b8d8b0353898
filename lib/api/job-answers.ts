import { z } from 'zod';
import type { Job, JobItem } from '@/lib/store/job-types';
import { reasonSchema } from './reason-schema';

/** What the API answers of ingest jobs, as schemas. */

const stateSchema = z.enum(['queued', 'running', 'done', 'failed', 'cancelled']);
const count = z.number().int().min(0);

const jobFields = {
  id: z.uuid(),
  state: stateSchema,
  options: z.strictObject({
    collection: z.string(),
    tags: z.array(z.string()),
    language: z.string().optional(),
  }),
  counts: z.strictObject({ queued: count, running: count, done: count, failed: count, cancelled: count }),
  error: reasonSchema.nullable(),
  createdAt: z.iso.datetime({ offset: true }),
  startedAt: z.iso.datetime({ offset: true }).nullable(),
  finishedAt: z.iso.datetime({ offset: true }).nullable(),
};

const itemSchema = z.strictObject({
  id: z.number().int().min(1),
  name: z.string(),
  mediaType: z.string(),
  size: count,
  state: stateSchema,
  error: reasonSchema.nullable(),
  documentId: z.string().nullable(),
  retryable: z.boolean(),
}) satisfies z.ZodType<JobItem>;

export const jobSchema = z
  .strictObject({ ...jobFields, items: z.array(itemSchema) })
  .meta({ id: 'Job' }) as z.ZodType<Job & { items: JobItem[] }>;

export const jobPageSchema = z
  .strictObject({ items: z.array(z.strictObject(jobFields)), nextCursor: z.string().nullable() })
  .meta({ id: 'JobPage' }) as z.ZodType<{ items: Job[]; nextCursor: string | null }>;
