'use client';

import { useMessages } from '@/components/messages/use-messages';
import { MapExplorer } from './map-explorer';
import { NoMap } from './map-states';
import { useMap } from './use-map';

/** The map, or what stands in its place until there is one. @param query what the address asks */
export function MapPage({ query }: { query: string }) {
  const { map } = useMessages();
  const { drawn, now, error } = useMap();
  if (drawn && drawn.points.passage.length > 0)
    // Another map has other points at other places: nothing of what was pointed at or chosen holds there.
    return (
      <MapExplorer
        key={`${drawn.createdAt}-${drawn.points.passage.length}`}
        map={drawn}
        now={now}
        query={query}
      />
    );
  return (
    <main id="main" className="mx-auto max-w-6xl px-5 pt-9 pb-24 sm:px-8">
      <h1 className="font-serif text-3xl font-semibold sm:text-4xl">{map.heading}</h1>
      <p className="mt-2 text-ink-soft">{map.what}</p>
      <div className="mt-12">
        <NoMap now={now} error={error} />
      </div>
    </main>
  );
}
