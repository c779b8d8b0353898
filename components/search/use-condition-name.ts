'use client';

import { useEffect, useState } from 'react';
import { useMessages } from '@/components/messages/use-messages';
import type { SelectionAnswer } from '@/lib/api/map-answers';
import { ApiError, selection } from '@/lib/client/api-client';

const SELECTION = /^selection:([0-9a-f]{12})$/;

/** What a condition is called to people: a choice on the map by its name or its size, any other by what it says. */
export function useConditionName(filter: string): string {
  const { filters } = useMessages();
  const id = SELECTION.exec(filter)?.[1] ?? '';
  const [known, setKnown] = useState<{ id: string; found: SelectionAnswer | null }>({ id: '', found: null });

  useEffect(() => {
    if (id === '') return;
    const abort = new AbortController();
    selection(id, abort.signal).then(
      (found) => setKnown({ id, found }),
      (thrown: unknown) => {
        if (thrown instanceof ApiError && thrown.status === 404) setKnown({ id, found: null });
      },
    );
    return () => abort.abort();
  }, [id]);

  if (id === '') return filter;
  if (known.id !== id) return filters.selection('…');
  if (known.found === null) return filters.selectionGone;
  return filters.selection(known.found.name ?? filters.passages(known.found.passages));
}
