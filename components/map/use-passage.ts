'use client';

import { useEffect, useState } from 'react';
import type { PassageAnswer } from '@/lib/api/answers';
import { passage } from '@/lib/client/api-client';

/** Milliseconds that someone stays at a point before its passage is asked for: a pointer passes over many. */
const DWELL = 70;
const KEPT = 200;

const known = new Map<number, PassageAnswer>();

/** A passage and its document; null until it is there, or when it is gone. */
export function usePassage(id: number | null): PassageAnswer | null {
  const [, setArrived] = useState(0);

  useEffect(() => {
    if (id === null || known.has(id)) return;
    const abort = new AbortController();
    const timer = window.setTimeout(() => {
      passage(id, abort.signal).then(
        (answer) => {
          known.set(id, answer);
          const [oldest] = known.keys();
          if (known.size > KEPT && oldest !== undefined) known.delete(oldest);
          setArrived((count) => count + 1);
        },
        // What was deleted meanwhile has no card; the next look at the map leaves it out.
        () => undefined,
      );
    }, DWELL);
    return () => {
      window.clearTimeout(timer);
      abort.abort();
    };
  }, [id]);

  return id === null ? null : (known.get(id) ?? null);
}
