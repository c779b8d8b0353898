'use client';

import { useEffect, useState } from 'react';
import type { FacetsAnswer } from '@/lib/api/answers';
import { facets } from '@/lib/client/api-client';

/**
 * What can be filtered by under the filters already set, with counts.
 *
 * @param key parameters of GET /api/v1/facets as text
 * @param initial counts the server gave for `initialKey`; null when it could not
 * @returns the newest counts there are; null when none could be had (the filters then offer nothing)
 */
export function useFacets(
  key: string,
  initial: FacetsAnswer | null,
  initialKey: string,
): FacetsAnswer | null {
  const [known, setKnown] = useState({ key: initialKey, facets: initial });

  useEffect(() => {
    if (known.key === key) return;
    const abort = new AbortController();
    facets(new URLSearchParams(key), abort.signal).then(
      (answer) => setKnown({ key, facets: answer }),
      (thrown: unknown) => {
        // Counts are a help, not the answer: the search reports what is wrong with the server.
        if (!abort.signal.aborted) setKnown((before) => ({ key, facets: before.facets }));
        return thrown;
      },
    );
    return () => abort.abort();
  }, [key, known.key]);

  return known.facets;
}
