import type { z } from 'zod';
import type { MapAnswer, PlaceAnswer, SelectionAnswer } from '@/lib/api/map-answers';
import type { placeSchema, selectionSchema } from '@/lib/api/map-requests';
import type { Connection } from './connection';

export type PlaceParameters = z.input<typeof placeSchema>;
export type ChosenPassages = z.input<typeof selectionSchema>;

/** The map of the passages, and what was chosen on it. */
export function mapCalls({ get, send }: Connection) {
  return {
    /** GET /api/v1/map. A browser keeps it and asks whether it is still the same. */
    map: (points: boolean, signal?: AbortSignal) =>
      get<MapAnswer>('map', { points }, { signal, cache: 'default' }),

    /** GET /api/v1/map/place: where a query lies. */
    placeOnMap: (parameters: PlaceParameters, signal?: AbortSignal) =>
      get<PlaceAnswer>('map/place', parameters, { signal }),

    /** POST /api/v1/map/selections: keeps passages, a cluster or what an outline encloses under an id that filters take. */
    selectOnMap: (chosen: ChosenPassages) => send<SelectionAnswer>('POST', 'map/selections', chosen),

    /** GET /api/v1/map/selections/{id} */
    selection: (id: string, signal?: AbortSignal) =>
      get<SelectionAnswer>(`map/selections/${encodeURIComponent(id)}`, {}, { signal }),
  };
}
