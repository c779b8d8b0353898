import type { Store } from '@/lib/store/types';
import { mapView } from './map-view';
import { polygonTest } from './polygon';

/** What is chosen: passages by their ids, a cluster by its number, or what an outline encloses. */
export interface Choice {
  passages?: readonly number[] | undefined;
  cluster?: number | undefined;
  /** Corners, each x and y. */
  polygon?: readonly (readonly number[])[] | undefined;
}

/** Ids of the passages chosen; those that do not exist are not looked for here. */
export function chosenPassages(store: Store, { passages, cluster, polygon }: Choice): readonly number[] {
  if (passages) return passages;
  const points = mapView(store)?.points;
  if (!points) return [];
  const inside = polygon && polygonTest(polygon.map(([x = 0, y = 0]): [number, number] => [x, y]));
  return points.passage.filter((_, place) =>
    inside ? inside(points.x[place] ?? 0, points.y[place] ?? 0) : points.cluster[place] === cluster,
  );
}
