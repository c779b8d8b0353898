'use client';

import { useMemo } from 'react';
import type { PlaceAnswer } from '@/lib/api/map-answers';
import { groupSizes, namedClusters, type Choice, type Grouping } from './chosen';
import { dotCounts } from './dot-counts';
import type { SceneContent } from './map-scene';
import { mapColours } from './palette';
import type { Pointed } from './picking';
import type { useAppearance } from './use-appearance';
import type { DrawnMap } from './use-map';

/** What is painted of a map; it changes only when something of it does, since every change paints it anew. */
export function useSceneContent(
  map: DrawnMap,
  {
    by,
    lit,
    choice,
    placed,
    pointed,
    appearance: { dark, forced },
  }: {
    by: Grouping;
    /** For each point whether it is chosen; null when nothing is. */
    lit: Uint8Array | null;
    choice: Choice;
    placed: PlaceAnswer | null;
    pointed: Pointed | null;
    appearance: ReturnType<typeof useAppearance>;
  },
): SceneContent {
  const colours = useMemo(
    () => mapColours(groupSizes(map, by).length, { dark, forced }),
    [map, by, dark, forced],
  );
  const dots = useMemo(
    () => dotCounts({ ...map.points, lit }, map.points.cluster, map.clusters.length),
    [map, lit],
  );
  return useMemo(() => {
    const { x, y } = map.points;
    const names = {
      clusters: map.clusters,
      named: namedClusters(map, lit),
      inColour: by === 'cluster',
      dots,
      font: getComputedStyle(document.documentElement).getPropertyValue('--font-serif') || 'serif',
    };
    return {
      points: { x, y, group: map.points[by], lit },
      marks: {
        names,
        placed,
        pointed: pointed && { x: x[pointed.place] ?? 0, y: y[pointed.place] ?? 0 },
        outline: choice.kind === 'outline' ? choice.corners : null,
      },
      colours,
    };
  }, [map, by, lit, dots, choice, placed, pointed, colours]);
}
