'use client';

import { useEffect, useState } from 'react';
import type { PlaceAnswer } from '@/lib/api/map-answers';
import { placeOnMap, reasonOf } from '@/lib/client/api-client';
import type { Reason } from '@/lib/errors';

/** Milliseconds of calm after a key before the query is looked for. */
const DEBOUNCE = 200;

interface Found {
  query: string;
  placed: PlaceAnswer | null;
  error: Reason | null;
}

/** Where a query lies on the map; an answer to other words is never shown. */
export function usePlace(query: string): { placed: PlaceAnswer | null; error: Reason | null; busy: boolean } {
  const asked = query.trim();
  const [found, setFound] = useState<Found>({ query: '', placed: null, error: null });

  useEffect(() => {
    if (asked === '') return;
    const abort = new AbortController();
    const timer = window.setTimeout(() => {
      placeOnMap({ q: asked }, abort.signal).then(
        (placed) => setFound({ query: asked, placed, error: null }),
        (thrown: unknown) => {
          if (abort.signal.aborted) return;
          setFound({ query: asked, placed: null, error: reasonOf(thrown) });
        },
      );
    }, DEBOUNCE);
    return () => {
      window.clearTimeout(timer);
      abort.abort();
    };
  }, [asked]);

  const { placed, error } = found.query === asked && asked !== '' ? found : { placed: null, error: null };
  return { placed, error, busy: asked !== '' && found.query !== asked };
}
