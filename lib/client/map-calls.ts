import type { MapAnswer, PlaceAnswer, SelectionAnswer } from '@/lib/api/map-answers';
import type { Connection } from './connection';

/** The map of the passages, and what was chosen on it. */
export function mapCalls({ get, send }: Connection) {
  return {
    /** GET /api/v1/map. A browser keeps it and asks whether it is still the same. */
    map: (points: boolean, signal?: AbortSignal) =>
      get<MapAnswer>('map', { points }, { signal, cache: 'default' }),

    /** GET /api/v1/map/place: where a query lies. */
    placeOnMap: (query: string, signal?: AbortSignal) =>
      get<PlaceAnswer>('map/place', { q: query }, { signal }),

    /** POST /api/v1/map/selections: keeps passages under an id that filters take. */
    selectOnMap: (chosen: { passages?: readonly number[]; cluster?: number; name?: string }) =>
      send<SelectionAnswer>('POST', 'map/selections', chosen),

    /** GET /api/v1/map/selections/{id} */
    selection: (id: string, signal?: AbortSignal) =>
      get<SelectionAnswer>(`map/selections/${encodeURIComponent(id)}`, {}, { signal }),
  };
}
