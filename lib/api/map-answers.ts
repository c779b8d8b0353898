import { z } from 'zod';
import { mapView, type MapColumns, type MapState } from '@/lib/map/map-view';
import type { PlacedQuery } from '@/lib/map/place-query';
import type { Runtime } from '@/lib/runtime';
import { MAP_EXTENT } from '@/lib/store/map-extent';
import { countPassages, newestMap } from '@/lib/store/maps';
import type { Selection } from '@/lib/store/selections';
import { count, moment, ordinalNumber, share } from './answer-parts';

/** What the API answers of the map. */

const coordinate = z.number().int().min(0).max(MAP_EXTENT);

const topicSchema = z.strictObject({
  words: z.array(z.string()).describe('What sets it apart, at most three words.'),
  x: coordinate.describe('Where most of it lies, from the left.'),
  y: coordinate.describe('Where most of it lies, from the top.'),
  passages: count.describe('How many it has.'),
});

const columnsSchema = z.strictObject({
  passage: z.array(ordinalNumber).describe('Ids, ascending.'),
  x: z.array(coordinate).describe('From the left.'),
  y: z.array(coordinate).describe('From the top.'),
  cluster: z.array(count).describe('Places in `clusters`, from 0.'),
  collection: z.array(count).describe('Places in `collections`, from 0.'),
  document: z.array(count).describe('Places in `documents`, from 0.'),
});

export const mapAnswerSchema = z
  .strictObject({
    state: z
      .enum(['none', 'computing', 'ready', 'stale'] satisfies MapState[])
      .describe('Stale: some passages are not on it yet.'),
    progress: share.nullable().describe('How far the layout in progress has come; null when there is none.'),
    automatic: z.boolean().describe('Whether the server lays it out by itself.'),
    createdAt: moment.nullable().describe('When it was laid out; null before.'),
    passages: count.describe('Passages that can be searched.'),
    missing: count.describe('Those of them that are not on the map yet.'),
    collections: z.array(z.string()).describe('Names.'),
    documents: z.array(z.string()).describe('Ids; empty without points.'),
    clusters: z.array(topicSchema).describe('The topics, largest first.'),
    points: columnsSchema
      .nullable()
      .describe('Columns of one length, with an entry for each passage; null when they were not asked for.'),
  })
  .meta({ id: 'Map', description: 'All passages on a plane.' });
export type MapAnswer = z.infer<typeof mapAnswerSchema> & { points: MapColumns | null };

const placedSchema = z.strictObject({
  passage: ordinalNumber.describe('Id of the passage.'),
  rank: ordinalNumber.describe('Of its document in the search.'),
  x: coordinate.describe('From the left.'),
  y: coordinate.describe('From the top.'),
});

export const placeAnswerSchema = z
  .strictObject({
    query: z.string().describe('What was asked.'),
    position: placedSchema
      .pick({ x: true, y: true })
      .nullable()
      .describe('In the midst of its hits, nearer to the better ones; null when none is on the map.'),
    hits: z.array(placedSchema).describe('Those that are on the map, best first.'),
  })
  .meta({
    id: 'PlacedQuery',
    description: 'Where a query lies on the map.',
  }) satisfies z.ZodType<PlacedQuery>;
export type PlaceAnswer = PlacedQuery;

export const selectionAnswerSchema = z
  .strictObject({
    id: z
      .string()
      .regex(/^[0-9a-f]{12}$/)
      .describe('12 hexadecimal digits; the same for the same choice under the same name.'),
    name: z.string().nullable().describe('Null when it was given none.'),
    passages: count.describe('How many of them can be searched in now.'),
  })
  .meta({ id: 'Selection', description: 'Passages chosen on the map.' }) satisfies z.ZodType<Selection>;
export type SelectionAnswer = Selection;

/** The map as it is now. @param points whether with its points */
export function mapAnswer(
  { store, map, config }: Pick<Runtime, 'store' | 'map' | 'config'>,
  points: boolean,
): MapAnswer {
  // Whoever looks at the map wants it to be there soon.
  if (newestMap(store) === null) map.look();
  const view = mapView(store);
  const progress = map.progress();
  const passages = countPassages(store);
  return {
    state: progress !== null ? 'computing' : view === null ? 'none' : view.missing > 0 ? 'stale' : 'ready',
    progress,
    automatic: config.mapAuto,
    createdAt: view?.createdAt ?? null,
    passages,
    missing: view?.missing ?? passages,
    collections: view?.collections ?? [],
    documents: points ? (view?.documents ?? []) : [],
    clusters: view?.clusters ?? [],
    points: points ? (view?.points ?? null) : null,
  };
}
