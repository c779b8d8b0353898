'use client';

import { useRouter } from 'next/navigation';
import { useMemo, useState } from 'react';
import { addressOf, EMPTY_VIEW } from '@/components/search/view-state';
import { reasonOf, selectOnMap } from '@/lib/client/api-client';
import type { Reason } from '@/lib/errors';
import { chosenPoints, NOTHING, type Choice } from './chosen';
import type { DrawnMap } from './use-map';

/** Characters of a selection's name at most. */
const LONGEST_NAME = 100;

interface Choosing {
  choice: Choice;
  choose: (next: Choice) => void;
  /** For each point whether it is chosen; null when nothing is. */
  lit: Uint8Array | null;
  /** Points chosen. */
  count: number;
  /** Goes to the search in what is chosen. @param names of the chosen groups, none for an outline */
  search: (query: string, names: readonly string[]) => Promise<void>;
  /** It is being kept for that search. */
  busy: boolean;
  failed: Reason | null;
}

/** What is chosen on a map, and the way from there to a search in it. */
export function useChoice(map: DrawnMap): Choosing {
  const router = useRouter();
  const [choice, setChoice] = useState<Choice>(NOTHING);
  const [keeping, setKeeping] = useState<{ busy: boolean; failed: Reason | null }>({
    busy: false,
    failed: null,
  });
  const lit = useMemo(() => chosenPoints(map, choice), [map, choice]);
  const count = lit ? lit.reduce((sum, own) => sum + own, 0) : 0;

  const choose = (next: Choice) => {
    setChoice(next);
    setKeeping({ busy: false, failed: null });
  };
  const search = async (query: string, names: readonly string[]) => {
    const view = { ...EMPTY_VIEW, query };
    // For collections the search has a filter of its own, which stays true when documents come or go.
    if (choice.kind === 'groups' && choice.by === 'collection') {
      router.push(addressOf({ ...view, collection: [...names] }));
      return;
    }
    setKeeping({ busy: true, failed: null });
    try {
      const passages = map.points.passage.filter((_, place) => lit?.[place] === 1);
      const name = names.join(', ').slice(0, LONGEST_NAME);
      const { id } = await selectOnMap({ passages, ...(name ? { name } : {}) });
      router.push(addressOf({ ...view, filter: `selection:${id}` }));
    } catch (thrown) {
      setKeeping({ busy: false, failed: reasonOf(thrown) });
    }
  };
  return { choice, choose, lit, count, search, ...keeping };
}
