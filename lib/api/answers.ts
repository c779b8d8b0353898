import { z } from 'zod';
import type { PassageExplanation } from '@/lib/search/explain-passage';
import type { SearchResponse } from '@/lib/search/types';
import type { DocumentRow } from '@/lib/store/types';

/** What the API answers, as schemas: the tests hold every answer against them. */

const offset = z.number().int().min(0);
const span = z.object({ start: offset, end: offset });
const strengthSchema = z.enum(['strong', 'likely', 'weak']);
const probability = z.number().min(0).max(1);
const modeSchema = z.enum(['hybrid', 'semantic', 'lexical']);
const milliseconds = z.number().min(0);
/** A little more than 1, for what rounding does to vectors of length 1. */
const cosine = z.number().min(-1.001).max(1.001);

export const documentSchema = z
  .strictObject({
    id: z.string(),
    uri: z.string(),
    title: z.string(),
    collection: z.string(),
    language: z.string(),
    mediaType: z.string(),
    date: z.string().nullable(),
    tags: z.array(z.string()),
  })
  .meta({ id: 'Document' }) satisfies z.ZodType<DocumentRow>;

const passageSchema = z
  .strictObject({
    id: z.number().int(),
    ordinal: z.number().int().min(0),
    start: offset,
    end: offset,
    headingPath: z.array(z.string()),
    page: z.number().int().nullable(),
    score: z.number(),
    text: z.string(),
    highlights: z.array(span),
    bestSentence: span,
  })
  .meta({ id: 'Passage' });

const evidenceSchema = z.strictObject({
  list: z.enum(['semantic', 'lexical', 'neighbours']),
  rank: z.number().int().min(1).nullable(),
  raw: z.number().nullable(),
  normalised: z.number(),
  weight: z.number(),
  contribution: z.number(),
});

const explanationSchema = z
  .strictObject({
    passageId: z.number().int(),
    matchedWords: z.array(z.string()),
    lists: z.array(evidenceSchema),
    score: z.number(),
    judgedBy: z.strictObject({
      cosine: cosine.nullable(),
      coverage: probability,
      depth: probability,
      rank: z.number().int().min(1).nullable(),
    }),
  })
  .meta({ id: 'Explanation' });

export const searchAnswerSchema = z
  .strictObject({
    query: z.string(),
    mode: modeSchema,
    total: z.number().int().min(0),
    strength: strengthSchema.nullable(),
    tookMs: milliseconds,
    timings: z.strictObject({
      embedMs: milliseconds,
      vectorsMs: milliseconds,
      wordsMs: milliseconds,
      rankMs: milliseconds,
      presentMs: milliseconds,
    }),
    hits: z.array(
      z.strictObject({
        rank: z.number().int().min(1),
        score: z.number(),
        strength: strengthSchema,
        relevance: probability,
        document: documentSchema,
        passages: z.array(passageSchema).min(1),
        explanation: explanationSchema.optional(),
      }),
    ),
  })
  .meta({ id: 'SearchAnswer' }) satisfies z.ZodType<SearchResponse>;
export type SearchAnswer = SearchResponse;

export const explainAnswerSchema = z
  .strictObject({
    query: z.string(),
    mode: modeSchema,
    document: documentSchema,
    passage: passageSchema,
    rank: z.number().int().min(1).nullable(),
    strength: strengthSchema,
    relevance: probability,
    similarity: cosine.nullable(),
    explanation: explanationSchema,
    sentences: z.array(z.strictObject({ ...span.shape, similarity: cosine.nullable(), words: probability })),
  })
  .meta({ id: 'ExplainAnswer' }) satisfies z.ZodType<PassageExplanation>;
export type ExplainAnswer = PassageExplanation;

export const similarAnswerSchema = z
  .strictObject({
    passageId: z.number().int(),
    readable: z.boolean(),
    items: z.array(
      z.strictObject({
        similarity: z.number(),
        document: documentSchema,
        passage: passageSchema.omit({ score: true, highlights: true, bestSentence: true }),
      }),
    ),
  })
  .meta({ id: 'SimilarAnswer' });
export type SimilarAnswer = z.infer<typeof similarAnswerSchema>;

export const passageAnswerSchema = z
  .strictObject({
    document: documentSchema,
    passage: passageSchema.omit({ score: true, highlights: true, bestSentence: true }),
  })
  .meta({ id: 'PassageAnswer' });
export type PassageAnswer = z.infer<typeof passageAnswerSchema>;

export const batchAnswerSchema = z.strictObject({ answers: z.array(searchAnswerSchema) });

export const suggestAnswerSchema = z
  .strictObject({
    query: z.string(),
    items: z.array(
      z.strictObject({
        text: z.string(),
        kind: z.enum(['title', 'heading']),
        documentId: z.string(),
        documents: z.number().int().min(1),
      }),
    ),
  })
  .meta({ id: 'Suggestions' });

const facet = z.array(z.strictObject({ value: z.string(), count: z.number().int().min(1) }));
export const facetsAnswerSchema = z
  .strictObject({
    collections: facet,
    languages: facet,
    mediaTypes: facet,
    tags: facet,
  })
  .meta({ id: 'Facets' });
export type FacetsAnswer = z.infer<typeof facetsAnswerSchema>;
export type FacetName = keyof FacetsAnswer;
