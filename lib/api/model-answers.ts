import { z } from 'zod';
import { count, ordinalNumber } from './answer-parts';

/** What the API answers of models, as schemas. */

export const identitySchema = z.strictObject({
  id: z.string().describe('Name as configured, such as `recollect/minilm`.'),
  revision: z.string().describe('Version of its package, or commit of its repository.'),
  files: z
    .record(z.string(), z.string())
    .describe('SHA-256, in hexadecimal, of each file that shapes the vectors.'),
  dimension: ordinalNumber.describe('Numbers in a vector.'),
  pooling: z
    .enum(['mean', 'cls'])
    .describe('How the vectors of tokens become one: their mean, or the first.'),
  prefixes: z
    .strictObject({
      query: z.string().describe('Before a query; may be empty.'),
      passage: z.string().describe('Before a passage; may be empty.'),
    })
    .describe('What is put before a text.'),
  maxTokens: ordinalNumber.describe('Tokens that it reads of a text.'),
  quantisation: z.string().describe('Type of its weights, such as `int8` or `fp32`.'),
});

export const generationSchema = z.strictObject({
  id: z.string().describe('Name as configured, such as `recollect/gpt2`.'),
  revision: z.string().describe('First 12 hexadecimal digits of the SHA-256 of its weights.'),
  parameters: count.describe('Numbers that it is made of.'),
  contextTokens: count.describe('Tokens that it can look at.'),
});
