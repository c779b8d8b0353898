import { z } from 'zod';
import { count, milliseconds, ordinalNumber, share } from './answer-parts';

/** What the API answers of the index of vectors, as a schema. */

const measuredSchema = z.strictObject({
  ef: ordinalNumber.describe('Candidates weighed.'),
  recall: share.describe('Mean share of the nearest that is found.'),
  low: share.describe('Where its 95 % interval begins.'),
  high: share.describe('Where its 95 % interval ends.'),
  medianMs: milliseconds.describe('Median time of a search, in milliseconds.'),
});

const recallSchema = z.strictObject({
  k: ordinalNumber.describe('Neighbours compared.'),
  sample: count.describe('Queries asked.'),
  askedWith: z
    .enum(['queries', 'passages'])
    .describe('Queries of people, or stored passages until there are enough of those.'),
  byEf: z.array(measuredSchema).describe('What was measured, by the number of candidates.'),
  ef: ordinalNumber.describe('What searches use.'),
  recommendedEf: ordinalNumber
    .nullable()
    .describe('The smallest that surely finds 99 in 100; null when none does.'),
});

const graphSchema = z.strictObject({
  vectors: count.describe('Vectors in the graph.'),
  pending: count.describe('Vectors still to be put into it; compared one by one until then.'),
  deadShare: share.describe('Share of its elements that are no longer searched.'),
  ef: ordinalNumber.describe('Candidates that a search weighs, at least.'),
});

/** Fields of one name in several shapes say the same of themselves: the reference shows them as one. */
const snapshotState = <T extends string>(state: T) =>
  z.literal(state).describe('Read, not needed without a graph, not there, or thrown away.');

export const indexSchema = z
  .strictObject({
    vectors: count.describe('Vectors that can be found.'),
    dimension: count.describe('Numbers in a vector.'),
    seq: count.describe('Number of the last change that it knows of.'),
    graph: graphSchema.nullable().describe('Null while there are few vectors and all of them are compared.'),
    recall: recallSchema
      .nullable()
      .describe('How much of the nearest the graph finds; null without a graph, and before it is measured.'),
    snapshot: z
      .discriminatedUnion('state', [
        z.strictObject({ state: snapshotState('loaded') }),
        z.strictObject({ state: snapshotState('not-needed') }),
        z.strictObject({ state: snapshotState('missing') }),
        z.strictObject({
          state: snapshotState('rejected'),
          reason: z.string().describe('Why it was thrown away; only then.'),
        }),
      ])
      .describe('What became of the stored graph at the start.'),
  })
  .meta({ id: 'Index', description: 'How vectors are searched.' });
