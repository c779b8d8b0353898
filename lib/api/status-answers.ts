import { z } from 'zod';
import { findingSchema, type ExaminationState } from '@/lib/examination/types';
import type { Health } from './health';
import { detailsSchema, reasonSchema } from './reason-schema';
import type { Stats } from './stats';

/** What the API answers of the server itself, as schemas. */

const count = z.number().int().min(0);
const share = z.number().min(0).max(1);
const milliseconds = z.number().min(0);

const identitySchema = z.strictObject({
  id: z.string(),
  revision: z.string(),
  files: z.record(z.string(), z.string()),
  dimension: z.number().int().min(1),
  pooling: z.enum(['mean', 'cls']),
  prefixes: z.strictObject({ query: z.string(), passage: z.string() }),
  maxTokens: z.number().int().min(1),
  quantisation: z.string(),
});
const generationSchema = z.strictObject({
  id: z.string(),
  revision: z.string(),
  parameters: count,
  contextTokens: count,
});
const versionsSchema = z.strictObject({ embedding: count, ready: count, failed: count });

const recallSchema = z.strictObject({
  k: z.number().int().min(1),
  sample: count,
  askedWith: z.enum(['queries', 'passages']),
  byEf: z.array(
    z.strictObject({
      ef: z.number().int().min(1),
      recall: share,
      low: share,
      high: share,
      medianMs: milliseconds,
    }),
  ),
  ef: z.number().int().min(1),
  recommendedEf: z.number().int().nullable(),
});

const indexSchema = z
  .strictObject({
    vectors: count,
    dimension: count,
    seq: count,
    graph: z
      .strictObject({ vectors: count, pending: count, deadShare: share, ef: z.number().int().min(1) })
      .nullable(),
    recall: recallSchema.nullable(),
    snapshot: z.discriminatedUnion('state', [
      z.strictObject({ state: z.literal('loaded') }),
      z.strictObject({ state: z.literal('not-needed') }),
      z.strictObject({ state: z.literal('missing') }),
      z.strictObject({ state: z.literal('rejected'), reason: z.string() }),
    ]),
  })
  .meta({ id: 'Index' });

/** Why the server is not ready. */
export const problemSchema = z.strictObject({
  code: z.string(),
  detail: z.string(),
  details: detailsSchema.optional(),
});

export const healthSchema = z
  .strictObject({
    live: z.literal(true),
    ready: z.boolean(),
    problem: problemSchema.optional(),
    holdings: z
      .strictObject({
        documents: count,
        passages: count,
        vectors: count,
        versions: versionsSchema,
        lastChange: count,
      })
      .nullable(),
    models: z.strictObject({
      embedding: identitySchema
        .pick({ id: true, revision: true, dimension: true, quantisation: true })
        .nullable(),
      generation: generationSchema.nullable(),
    }),
    index: indexSchema.nullable(),
    eventLoopDelayMs: z.strictObject({ p50: milliseconds, p99: milliseconds, max: milliseconds }).nullable(),
    memoryBytes: count,
    peakMemoryBytes: count,
    uptimeSeconds: count,
  })
  .meta({ id: 'Health' }) as z.ZodType<Health>;

const percentiles = z.strictObject({ p50: milliseconds, p95: milliseconds, p99: milliseconds });
const latencies = z.strictObject({
  searches: count,
  whole: percentiles,
  stages: z.strictObject({
    embedMs: percentiles,
    vectorsMs: percentiles,
    wordsMs: percentiles,
    rankMs: percentiles,
    presentMs: percentiles,
  }),
});

export const statsSchema = z
  .strictObject({
    holdings: z.strictObject({
      documents: count,
      passages: count,
      vectors: count,
      staleVectors: count,
      versions: versionsSchema,
      languages: z.array(z.strictObject({ language: z.string(), documents: count })),
      model: identitySchema.nullable(),
      lastChange: count,
      bytes: count,
    }),
    models: z.strictObject({ embedding: identitySchema, generation: generationSchema.nullable() }),
    index: indexSchema,
    searches: z.strictObject({
      hybrid: latencies.optional(),
      semantic: latencies.optional(),
      lexical: latencies.optional(),
    }),
  })
  .meta({ id: 'Stats' }) as z.ZodType<Stats>;

export const examinationSchema = z
  .strictObject({
    runningSince: z.iso.datetime({ offset: true }).nullable(),
    last: z
      .strictObject({
        startedAt: z.iso.datetime({ offset: true }),
        finishedAt: z.iso.datetime({ offset: true }),
        findings: z.array(findingSchema),
        error: reasonSchema.nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'ExaminationState' }) as z.ZodType<ExaminationState>;
