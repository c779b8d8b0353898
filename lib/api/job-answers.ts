import { z } from 'zod';
import type { Job, JobItem } from '@/lib/store/job-types';
import { count, moment, nextCursor, ordinalNumber } from './answer-parts';
import { reasonSchema } from './reason-schema';

/** What the API answers of ingest jobs, as schemas. */

const stateSchema = z.enum(['queued', 'running', 'done', 'failed', 'cancelled']);

const optionsSchema = z.strictObject({
  collection: z.string().describe('What its documents are put in.'),
  tags: z.array(z.string()).describe('What all of them are tagged with.'),
  language: z.string().optional().describe('ISO 639-1; found out document by document when it is missing.'),
});

const countsSchema = z.strictObject({
  queued: count.describe('Waiting for their turn.'),
  running: count.describe('Being read.'),
  done: count.describe('Searchable.'),
  failed: count.describe('Could not be read.'),
  cancelled: count.describe('Left out when the job was cancelled.'),
});

const jobFields = {
  id: z.uuid().describe('What the job is asked for by.'),
  state: stateSchema.describe('Done means that nothing is left to do: single items may have failed.'),
  options: optionsSchema.describe('What the sender said of all its documents.'),
  counts: countsSchema.describe('Items by state.'),
  error: reasonSchema.nullable().describe('Why the job failed as a whole; null when it did not.'),
  createdAt: moment.describe('When it was sent.'),
  startedAt: moment.nullable().describe('When its work began; null while it waits.'),
  finishedAt: moment.nullable().describe('When it ended; null until then.'),
};

const itemSchema = z
  .strictObject({
    id: ordinalNumber.describe('No other item of any job has it.'),
    name: z.string().describe('As the sender calls it, without folders and invisible characters.'),
    mediaType: z.string().describe('By its name, such as `application/pdf`.'),
    size: count.describe('Bytes.'),
    state: stateSchema.describe('Done when it can be searched; of a table, when one row can.'),
    error: reasonSchema
      .nullable()
      .describe('Why it failed, or the first row that could not be read; null when all is well.'),
    documentId: z
      .string()
      .nullable()
      .describe('The document made of it; null until there is one, and for tables of many.'),
    retryable: z.boolean().describe('Whether its bytes are kept, so that it can be tried again.'),
  })
  .meta({ id: 'JobItem', description: 'One file or text of a job.' }) satisfies z.ZodType<JobItem>;

export const jobSchema = z
  .strictObject({ ...jobFields, items: z.array(itemSchema).describe('In the order sent.') })
  .meta({ id: 'Job', description: 'What becomes of documents that were sent together.' }) as z.ZodType<
  Job & { items: JobItem[] }
>;

export const jobPageSchema = z
  .strictObject({
    items: z
      .array(z.strictObject(jobFields))
      .describe('Newest first; those that ended long ago are not kept.'),
    nextCursor,
  })
  .meta({ id: 'JobPage', description: 'A page of jobs, without their items.' }) as z.ZodType<{
  items: Job[];
  nextCursor: string | null;
}>;
