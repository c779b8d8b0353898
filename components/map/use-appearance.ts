'use client';

import { useSyncExternalStore } from 'react';

const QUERIES = { dark: '(prefers-color-scheme: dark)', forced: '(forced-colors: active)' } as const;

/** Whether the page is dark, and whether the reader has colours of his own; both may change at any time. */
export function useAppearance(): { dark: boolean; forced: boolean } {
  return { dark: useMatches(QUERIES.dark), forced: useMatches(QUERIES.forced) };
}

function useMatches(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const list = window.matchMedia(query);
      list.addEventListener('change', changed);
      return () => list.removeEventListener('change', changed);
    },
    () => window.matchMedia(query).matches,
    () => false,
  );
}
