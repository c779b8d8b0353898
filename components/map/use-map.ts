'use client';

import { useEffect, useState } from 'react';
import type { MapAnswer } from '@/lib/api/map-answers';
import { map, reasonOf } from '@/lib/client/api-client';
import type { Reason } from '@/lib/errors';

/** Milliseconds between two questions how far it has come. */
const ASK_WHILE_COMPUTING = 1_200;
const ASK_OTHERWISE = 15_000;

/** A map with its points. */
export type DrawnMap = MapAnswer & { points: NonNullable<MapAnswer['points']> };

export interface MapNews {
  /** The map that can be drawn: the last one there was, also while another is laid out. */
  drawn: DrawnMap | null;
  /** How things stand; null before the first answer. */
  now: MapAnswer | null;
  error: Reason | null;
}

/** The map, kept up to date: asked for again when the server has laid out another. */
export function useMap(): MapNews {
  const [news, setNews] = useState<MapNews>({ drawn: null, now: null, error: null });

  useEffect(() => {
    const abort = new AbortController();
    let timer: number | undefined;
    let known = '';
    const ask = async () => {
      try {
        const now = await map(false, abort.signal);
        const key = `${now.createdAt}-${now.passages}-${now.missing}`;
        if (now.createdAt !== null && key !== known) {
          const whole = await map(true, abort.signal);
          const { points } = whole;
          if (points) setNews({ drawn: { ...whole, points }, now: whole, error: null });
          known = key;
        } else setNews((before) => ({ ...before, now, error: null }));
        const soon = now.state === 'computing' || (now.state === 'none' && now.automatic);
        timer = window.setTimeout(ask, soon ? ASK_WHILE_COMPUTING : ASK_OTHERWISE);
      } catch (thrown) {
        if (abort.signal.aborted) return;
        setNews((before) => ({ ...before, error: reasonOf(thrown) }));
        timer = window.setTimeout(ask, ASK_OTHERWISE);
      }
    };
    void ask();
    return () => {
      abort.abort();
      window.clearTimeout(timer);
    };
  }, []);

  return news;
}
