import { z } from 'zod';
import type { SummaryEvent } from '@/lib/summarize/types';
import { count, milliseconds, ordinalNumber, placeIn, share } from './answer-parts';
import { detailsSchema } from './reason-schema';

/** What the stream of a summary carries, as schemas. */

const spineSentence = z.strictObject({
  text: z.string().describe('As it stands in the passage.'),
  passageId: ordinalNumber.describe('The passage it is of.'),
  documentId: z.string().describe('The document of that passage.'),
  ...placeIn('the text of the passage'),
  relevance: z.number().describe('To the query, -1 to 1.'),
});

const summarySentence = z.strictObject({
  index: count.describe('Its place in the summary, from 0.'),
  text: z.string().describe('In place of the draft that was sent in pieces.'),
  citations: z.array(ordinalNumber).min(1).describe('Ids of the passages that support it.'),
  quoted: z
    .boolean()
    .describe('Whether it is the own sentence of a passage, where what was written was not supported.'),
  support: share.describe('Share of its pairs of words that the cited sentences have.'),
});

const model = z.looseObject({
  id: z.string().describe('Such as `recollect/gpt2`.'),
  revision: z.string().describe('Which version of it.'),
});

const type = <T extends string>(name: T, when: string) => z.literal(name).describe(when);

export const summaryEventSchema = z
  .discriminatedUnion('type', [
    z.strictObject({
      type: type('spine', 'First.'),
      sentences: z.array(spineSentence).describe('What may be retold, in reading order.'),
    }),
    z.strictObject({
      type: type('token', 'While a sentence is written.'),
      text: z.string().describe('A piece of a draft.'),
    }),
    z.strictObject({
      type: type('sentence', 'When one is written and checked.'),
      sentence: summarySentence.describe('The sentence with what supports it.'),
    }),
    z.strictObject({
      type: type('done', 'Last, when all went well.'),
      model: model.describe('What wrote it.'),
      sentences: count.describe('Sentences of the summary.'),
      dropped: count.describe('Sentences left out because nothing supported them.'),
      tookMs: milliseconds.describe('From question to end, in milliseconds.'),
      reason: z
        .enum(['written', 'nothing-to-summarise'])
        .describe('Whether the passages found gave anything to retell.'),
    }),
    z.strictObject({
      type: type('error', 'Last, when something went wrong.'),
      code: z.string().describe('A code of the table of errors.'),
      detail: z.string().describe('What happened, what is allowed, what to do.'),
      details: detailsSchema,
    }),
  ])
  .meta({
    id: 'SummaryEvent',
    description: 'What the stream of a summary carries.',
  }) as z.ZodType<SummaryEvent>;
