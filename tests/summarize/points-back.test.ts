import { expect, it } from 'vitest';
import { pointsBack } from '@/lib/summarize/points-back';

it.each([
  'It does nothing to limescale.',
  'But they were wrong.',
  'However, it froze.',
  'Hence it was closed.',
  'So he left.',
  'The latter was built of stone.',
  'New ones disturb the old.',
  'The old ones were sold.',
  'In this agreement, China promised a high degree of autonomy.',
  'And in that year the river froze.',
  'During this time nothing was built.',
  'Of these four are left.',
  'Most of them were sold.',
  'Because of this, the bridge was closed.',
  'All of it was sold.',
  'Such a bridge is costly.',
  'Early in the third century BC he founded a library.',
  '它的主要成分是碳酸钙。',
])('points back: %s', (text) => expect(pointsBack(text)).toBe(true));

it.each([
  'Those who make bread rise early.',
  'For those without an oven, bread can be steamed.',
  'For those whose bread fails, there is soda.',
  'In those with diabetes, insulin is lacking.',
  'Most of those with asthma are children.',
  'To those leaders around the globe who seek conflict, know that we judge you.',
  'So that the dough keeps warm, cover the bowl.',
  'To this day the Danube marks the border.',
  'Loved ones gather at the grave.',
  'No one makes bread in a day.',
  'People that make bread rise early.',
  'IT systems must be patched.',
  'Italy exports wine.',
  'Theirs is a hard life.',
  'Ptolemy made Alexandria his capital.',
  '水壶用久了会结水垢。',
])('stands alone: %s', (text) => expect(pointsBack(text)).toBe(false));
