import { z } from 'zod';
import { findingSchema, type ExaminationState } from '@/lib/examination/types';
import { count, milliseconds, moment } from './answer-parts';
import type { Health } from './health';
import { indexSchema } from './index-answers';
import { generationSchema, identitySchema } from './model-answers';
import { detailsSchema, reasonSchema } from './reason-schema';
import type { Stats } from './stats';

/** What the API answers of the server itself, as schemas. */

const holdings = {
  documents: count.describe('Documents that can be searched.'),
  passages: count.describe('Passages that can be searched.'),
  vectors: count.describe('Different vectors that a search may answer with.'),
  versions: z
    .strictObject({
      embedding: count.describe('Being read.'),
      ready: count.describe('Searchable.'),
      failed: count.describe('Could not be read.'),
    })
    .describe('Readings of documents by state.'),
  lastChange: count.describe('Number of the last change.'),
};
const generation = generationSchema.nullable().describe('What retells; null until the first summary.');
const live = z.literal(true).describe('The process answers.');
const ready = z.boolean().describe('Whether a search would be answered.');

/** Why the server is not ready. */
const problemSchema = z
  .strictObject({
    code: z.string().describe('A code of the table of errors.'),
    detail: z.string().describe('What happened, what is allowed, what to do.'),
    details: detailsSchema
      .optional()
      .describe('What `detail` names; only with a key, where keys are asked for.'),
  })
  .describe('Why it is not ready; only then.');

export const liveSchema = z.strictObject({ live });
export const readySchema = z.strictObject({ ready, problem: problemSchema.optional() });

const delaySchema = z.strictObject({
  p50: milliseconds.describe('In half of the cases at most.'),
  p99: milliseconds.describe('In 99 of 100 cases at most.'),
  max: milliseconds.describe('At most.'),
});

export const healthSchema = z
  .strictObject({
    live,
    ready,
    problem: problemSchema.optional(),
    holdings: z.strictObject(holdings).nullable().describe('Null when it cannot be counted.'),
    models: z
      .strictObject({
        embedding: identitySchema
          .pick({ id: true, revision: true, dimension: true, quantisation: true })
          .nullable()
          .describe('What reads; null when it cannot be loaded.'),
        generation,
      })
      .describe('The models in use.'),
    index: indexSchema.nullable().describe('Null when it is not ready.'),
    eventLoopDelayMs: delaySchema
      .nullable()
      .describe(
        'How long requests wait for the process, in milliseconds; null before its parts are started.',
      ),
    memoryBytes: count.describe('Memory of the process now, in bytes.'),
    peakMemoryBytes: count.describe('The most it ever was, in bytes.'),
    uptimeSeconds: count.describe('Seconds since the start.'),
  })
  .meta({
    id: 'Health',
    description:
      'How the server is. Without a key, where keys are asked for, all but the first three is null or 0.',
  }) as z.ZodType<Health>;

const percentiles = z.strictObject({
  p50: milliseconds.describe('In half of the cases at most.'),
  p95: milliseconds.describe('In 95 of 100 cases at most.'),
  p99: milliseconds.describe('In 99 of 100 cases at most.'),
});

const latenciesSchema = z
  .strictObject({
    searches: count.describe('Searches looked at: the last ones, at most 1,000.'),
    whole: percentiles.describe('From question to answer, in milliseconds.'),
    stages: z
      .strictObject({
        embedMs: percentiles.describe('Making the vector of the query.'),
        vectorsMs: percentiles.describe('Finding the nearest vectors.'),
        wordsMs: percentiles.describe('Finding the words.'),
        rankMs: percentiles.describe('Making one list of both.'),
        presentMs: percentiles.describe('Reading and marking what is answered.'),
      })
      .describe('Step by step, in milliseconds; vectors and words are looked up side by side.'),
  })
  .meta({ id: 'Latencies', description: 'How long the last searches took.' });

const languageSchema = z.strictObject({
  language: z.string().describe('ISO 639-1, or `und`.'),
  documents: count.describe('Documents in it.'),
});

export const statsSchema = z
  .strictObject({
    holdings: z
      .strictObject({
        ...holdings,
        staleVectors: count.describe('Passages whose vector another model made: found by words only.'),
        languages: z.array(languageSchema).describe('Most frequent first.'),
        model: identitySchema.nullable().describe('What made the vectors; null when there are none.'),
        bytes: count.describe('Size of the database, in bytes.'),
      })
      .describe('What is held.'),
    models: z
      .strictObject({ embedding: identitySchema.describe('What reads.'), generation })
      .describe('The models in use.'),
    index: indexSchema,
    searches: z
      .strictObject({
        hybrid: latenciesSchema.optional().describe('By words and meaning.'),
        semantic: latenciesSchema.optional().describe('By meaning.'),
        lexical: latenciesSchema.optional().describe('By words.'),
      })
      .describe('By mode; those that were not used are missing.'),
  })
  .meta({
    id: 'Stats',
    description: 'What is held, how well it is found, and how fast.',
  }) as z.ZodType<Stats>;

const examinedSchema = z.strictObject({
  startedAt: moment.describe('When it began.'),
  finishedAt: moment.describe('When it ended.'),
  findings: z
    .array(findingSchema)
    .describe('In the order of the checks; none when it did not come to its end.'),
  error: reasonSchema.nullable().describe('Why it did not come to its end; null when it did.'),
});

export const examinationSchema = z
  .strictObject({
    runningSince: moment.nullable().describe('When the one at work began; null when none is.'),
    last: examinedSchema.nullable().describe('The last that ended since the server started; null before.'),
  })
  .meta({
    id: 'ExaminationState',
    description: 'How the examination stands.',
  }) as z.ZodType<ExaminationState>;
