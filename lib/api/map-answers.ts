import { z } from 'zod';
import { mapView, type MapColumns, type MapState } from '@/lib/map/map-view';
import type { PlacedQuery } from '@/lib/map/place-query';
import type { Runtime } from '@/lib/runtime';
import { MAP_EXTENT } from '@/lib/store/map-extent';
import { countPassages, newestMap } from '@/lib/store/maps';
import type { Selection } from '@/lib/store/selections';

/** What the API answers of the map. */

const count = z.number().int().min(0);
const coordinate = z.number().int().min(0).max(MAP_EXTENT);

export const mapAnswerSchema = z
  .strictObject({
    state: z
      .enum(['none', 'computing', 'ready', 'stale'] satisfies MapState[])
      .describe('Stale: some passages are not on it yet.'),
    progress: z.number().min(0).max(1).nullable().describe('How far the layout in progress has come.'),
    automatic: z.boolean().describe('Whether the server lays it out by itself.'),
    createdAt: z.iso.datetime({ offset: true }).nullable(),
    passages: count.describe('Passages that can be searched.'),
    missing: count.describe('Those of them that are not on the map yet.'),
    collections: z.array(z.string()),
    documents: z.array(z.string()).describe('Ids; empty without points.'),
    clusters: z.array(
      z.strictObject({
        words: z.array(z.string()),
        x: coordinate,
        y: coordinate,
        passages: count,
      }),
    ),
    points: z
      .strictObject({
        passage: z.array(z.number().int().min(1)),
        x: z.array(coordinate),
        y: z.array(coordinate),
        cluster: z.array(count),
        collection: z.array(count),
        document: z.array(count),
      })
      .nullable()
      .describe('Columns of one length; y grows downwards, the last three are places in the lists above.'),
  })
  .meta({ id: 'Map' });
export type MapAnswer = z.infer<typeof mapAnswerSchema> & { points: MapColumns | null };

export const placeAnswerSchema = z
  .strictObject({
    query: z.string(),
    position: z.strictObject({ x: coordinate, y: coordinate }).nullable(),
    hits: z.array(
      z.strictObject({
        passage: z.number().int().min(1),
        rank: z.number().int().min(1),
        x: coordinate,
        y: coordinate,
      }),
    ),
  })
  .meta({ id: 'PlacedQuery' }) satisfies z.ZodType<PlacedQuery>;
export type PlaceAnswer = PlacedQuery;

export const selectionAnswerSchema = z
  .strictObject({
    id: z.string().regex(/^[0-9a-f]{12}$/),
    name: z.string().nullable(),
    passages: count,
  })
  .meta({ id: 'Selection' }) satisfies z.ZodType<Selection>;
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
