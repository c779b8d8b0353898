import { z } from 'zod';
import type { PassageExplanation } from '@/lib/search/explain-passage';
import type { SearchResponse } from '@/lib/search/types';
import {
  cosine,
  count,
  milliseconds,
  modeSchema,
  ordinalNumber,
  share,
  spanInPassage,
  strengthSchema,
} from './answer-parts';
import { documentSchema, passageSchema } from './answers';

/** What the API answers of searches, as schemas. */

const query = z.string().describe('What was asked, without spaces around it.');
const relevance = share.describe(
  'Probability that the passage answers, as people judge; comparable between queries.',
);
const strength = strengthSchema.describe('The relevance in a word: strong from 0.4, likely from 0.08.');

const evidenceSchema = z
  .strictObject({
    list: z
      .enum(['semantic', 'lexical', 'neighbours'])
      .describe('By meaning, by words, or what the passages most like it score.'),
    rank: ordinalNumber.nullable().describe('In the list; null when it is not there, and for neighbours.'),
    raw: z
      .number()
      .nullable()
      .describe('Cosine, BM25, or mean score of the neighbours: more is better. Null when there is none.'),
    normalised: z.number().describe('The same from 0 to 1; the best of the list counts 1.'),
    weight: z.number().describe('What the list counts for, 0 to 1.'),
    contribution: z.number().describe('`normalised` times `weight`.'),
  })
  .meta({ id: 'ListEvidence', description: 'What speaks for a passage, and what that was worth.' });

export const explanationSchema = z
  .strictObject({
    passageId: ordinalNumber.describe('The first passage of the hit.'),
    matchedWords: z.array(z.string()).describe('Words of the query that it has, as it writes them.'),
    lists: z.array(evidenceSchema).describe('Their contributions add up to the score.'),
    score: z.number().describe('As the passage has it.'),
    judgedBy: z
      .strictObject({
        cosine: cosine.nullable().describe('Of query and passage; null without a vector of the query.'),
        coverage: share.describe(
          'Share of what the words of the query say that the passage, its title and headings have.',
        ),
        depth: share.describe('How much the words found say; rare words say more.'),
        rank: ordinalNumber.nullable().describe('Of the hit; null when the search does not bring it.'),
      })
      .describe('What relevance and strength go by.'),
  })
  .meta({ id: 'Explanation', description: 'Why a hit stands where it stands.' });

const timingsSchema = z.strictObject({
  embedMs: milliseconds.describe('Making the vector of the query.'),
  vectorsMs: milliseconds.describe('Finding the nearest vectors.'),
  wordsMs: milliseconds.describe('Finding the words.'),
  rankMs: milliseconds.describe('Making one list of both.'),
  presentMs: milliseconds.describe('Reading and marking what is answered.'),
});

const hitSchema = z
  .strictObject({
    rank: ordinalNumber.describe('Its place; hits passed over count.'),
    score: z
      .number()
      .describe('That of its best passage. Orders the hits of one answer; says nothing across answers.'),
    strength,
    relevance,
    document: documentSchema,
    passages: z
      .array(passageSchema)
      .min(1)
      .describe(
        'At most three, the one that tells most of what was asked first; another may have the score of the hit.',
      ),
    explanation: explanationSchema.optional().describe('When it was asked for with `explain`.'),
  })
  .meta({ id: 'SearchHit', description: 'A document that was found.' });

export const searchAnswerSchema = z
  .strictObject({
    query,
    mode: modeSchema.describe('By words and meaning, by meaning, or by words.'),
    total: count.describe('Documents that match, among those looked at.'),
    strength: strengthSchema
      .nullable()
      .describe('That of the best hit: when it is weak, nothing matches well. Null without hits.'),
    tookMs: milliseconds.describe('From question to answer, in milliseconds.'),
    timings: timingsSchema.describe(
      'Where the time went, in milliseconds; vectors and words are looked up side by side.',
    ),
    hits: z.array(hitSchema).describe('Best first.'),
  })
  .meta({ id: 'SearchAnswer', description: 'What a search found.' }) satisfies z.ZodType<SearchResponse>;
export type SearchAnswer = SearchResponse;

export const batchAnswerSchema = z.strictObject({
  answers: z.array(searchAnswerSchema).describe('In the order asked.'),
});

const sentenceSchema = z.strictObject({
  ...spanInPassage.shape,
  similarity: cosine
    .nullable()
    .describe('Cosine of query and sentence; null when the encoder cannot read the query.'),
  words: share.describe('Share of what the words of the query say that the sentence has.'),
});

export const explainAnswerSchema = z
  .strictObject({
    query,
    mode: modeSchema.describe('By words and meaning, by meaning, or by words.'),
    document: documentSchema,
    passage: passageSchema,
    rank: ordinalNumber.nullable().describe('Of the document; null when the search does not bring it.'),
    strength,
    relevance,
    similarity: cosine
      .nullable()
      .describe('Cosine of query and passage; null when the encoder cannot read the query.'),
    explanation: explanationSchema.describe('Without lists, and with score 0, when no list has the passage.'),
    sentences: z.array(sentenceSchema).describe('In the order of the text.'),
  })
  .meta({
    id: 'ExplainAnswer',
    description: 'Why a passage stands where it stands, or is not found.',
  }) satisfies z.ZodType<PassageExplanation>;
export type ExplainAnswer = PassageExplanation;
