import { z } from 'zod';

/** Parts of which the schemas of answers are made. */

export const count = z.number().int().min(0);
/** A number from 1: an id, a rank, a page. */
export const ordinalNumber = z.number().int().min(1);
export const share = z.number().min(0).max(1);
export const milliseconds = z.number().min(0);
export const moment = z.iso.datetime({ offset: true });
/** A little more than 1, for what rounding does to vectors of length 1. */
export const cosine = z.number().min(-1.001).max(1.001);

/** Where something begins and ends in a text. @param text whose it is, as `the text of its document` */
export const placeIn = (text: string) => ({
  start: count.describe(`Where it begins in ${text}, in UTF-16 units.`),
  end: count.describe('Where it ends there: the first unit after it.'),
});

export const spanInPassage = z.strictObject(placeIn('the text of the passage'));

export const modeSchema = z.enum(['hybrid', 'semantic', 'lexical']);
export const strengthSchema = z.enum(['strong', 'likely', 'weak']);

/** What tells where the next page begins. */
export const nextCursor = z
  .string()
  .nullable()
  .describe('Sent as `cursor`, it brings the next page; null on the last one.');
