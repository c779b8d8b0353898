import { z } from 'zod';
import type { DocumentRow } from '@/lib/store/types';
import { cosine, count, ordinalNumber, placeIn, spanInPassage } from './answer-parts';

/** What the API answers of documents found and their passages, as schemas: the tests hold every answer against them. */

export const documentSchema = z
  .strictObject({
    id: z.string().describe('Stays the same when the document is read again.'),
    uri: z.string().describe('Where it was read from, or the name it was sent with.'),
    title: z.string().describe('As it says itself, or made of its name.'),
    collection: z.string().describe('What it was put in; `default` unless said otherwise.'),
    language: z.string().describe('ISO 639-1, such as `en`; `und` when it could not be told.'),
    mediaType: z.string().describe('Such as `text/markdown`.'),
    date: z.string().nullable().describe('ISO 8601, a day or a time; null when the document gives none.'),
    tags: z.array(z.string()).describe('Empty when it has none.'),
  })
  .meta({
    id: 'Document',
    description: 'What is known of a document besides its text.',
  }) satisfies z.ZodType<DocumentRow>;

/** A passage without its text, as every answer that has passages gives it. */
export const passagePlace = {
  id: ordinalNumber.describe('Another one after the document was read anew.'),
  ordinal: count.describe('Its number in the document, from 0.'),
  ...placeIn('the text of the document'),
  headingPath: z.array(z.string()).describe('The headings it stands under, outermost first.'),
  page: ordinalNumber.nullable().describe('From 1; null where the format has no pages.'),
};

const readPassage = z.strictObject({
  ...passagePlace,
  text: z.string().describe('That part of the text of the document.'),
});

export const passageSchema = z
  .strictObject({
    ...passagePlace,
    score: z.number().describe('Orders the passages of one answer; says nothing across answers.'),
    text: z.string().describe('That part of the text of the document.'),
    highlights: z
      .array(spanInPassage)
      .describe('Words of the query, in the order of the text; none overlaps another.'),
    bestSentence: spanInPassage.describe('The sentence that answers best.'),
  })
  .meta({ id: 'Passage', description: 'A passage as a search finds it.' });

export const similarAnswerSchema = z
  .strictObject({
    passageId: ordinalNumber.describe('The passage that was asked about.'),
    readable: z
      .boolean()
      .describe('Whether the encoder knows the script of the passage; if not, nothing is compared.'),
    items: z
      .array(
        z.strictObject({
          similarity: cosine.describe('Cosine of the two passages.'),
          document: documentSchema,
          passage: readPassage.describe('The passage of that document that is nearest.'),
        }),
      )
      .describe('One passage of each document, nearest first.'),
  })
  .meta({ id: 'SimilarAnswer', description: 'Passages of other documents that say the same.' });
export type SimilarAnswer = z.infer<typeof similarAnswerSchema>;

export const passageAnswerSchema = z
  .strictObject({ document: documentSchema, passage: readPassage.describe('The passage with its text.') })
  .meta({ id: 'PassageAnswer', description: 'A passage with its document.' });
export type PassageAnswer = z.infer<typeof passageAnswerSchema>;

export const suggestAnswerSchema = z
  .strictObject({
    query: z.string().describe('What was typed.'),
    items: z
      .array(
        z.strictObject({
          text: z.string().describe('As it stands in the document.'),
          kind: z.enum(['title', 'heading']).describe('Whether it is of a document or in one.'),
          documentId: z.string().describe('The document that has it, or the first of several.'),
          documents: ordinalNumber.describe('How many documents have it, among those looked at.'),
        }),
      )
      .describe('Titles first, then headings.'),
  })
  .meta({ id: 'Suggestions', description: 'Titles and headings that hold what is typed.' });

const facet = z.array(
  z.strictObject({
    value: z.string().describe('What can be filtered by.'),
    count: ordinalNumber.describe('Documents that have it.'),
  }),
);
export const facetsAnswerSchema = z
  .strictObject({
    collections: facet.describe('Most frequent first, as all of these.'),
    languages: facet.describe('ISO 639-1, or `und`.'),
    mediaTypes: facet.describe('Such as `application/pdf`.'),
    tags: facet.describe('A document counts for each of its tags.'),
  })
  .meta({ id: 'Facets', description: 'What documents can be filtered by, with how many there are.' });
export type FacetsAnswer = z.infer<typeof facetsAnswerSchema>;
export type FacetName = keyof FacetsAnswer;
