'use client';

import { useEffect, useRef, useSyncExternalStore } from 'react';
import { useMessages } from '@/components/messages/use-messages';
import { bringIntoView } from './bring-into-view';
import type { PassagePlace } from './document-segments';

/** Between a passage and what lies over the page, pixels. */
const GAP = 16;

/**
 * Marks the passage that the address names (`#passage-<id>`) and brings it into view; a small bar leads to the
 * passages before and after it.
 */
export function PassageFocus({ passages }: { passages: readonly PassagePlace[] }) {
  const { document: words } = useMessages();
  const hash = useSyncExternalStore(
    subscribe,
    () => window.location.hash,
    () => '',
  );
  const position = passages.findIndex(({ id }) => hash === `#passage-${id}`);
  const active = passages[position]?.id ?? null;
  const bar = useRef<HTMLElement>(null);

  useEffect(() => {
    if (active === null) return;
    const runs = document.querySelectorAll(`[data-passages~="${active}"]`);
    for (const run of runs) run.setAttribute('data-active', '');
    const header = document.querySelector('header')?.getBoundingClientRect();
    const below = bar.current?.getBoundingClientRect();
    bringIntoView(runs, {
      top: (header?.bottom ?? 0) + GAP,
      bottom: (below?.top ?? window.innerHeight) - GAP,
    });
    return () => {
      for (const run of runs) run.removeAttribute('data-active');
    };
  }, [active]);

  if (active === null) return null;
  const link = 'flex size-9 items-center justify-center rounded-lg hover:bg-sunken';
  const before = passages[position - 1];
  const after = passages[position + 1];
  return (
    <nav
      ref={bar}
      aria-label={words.passages}
      className="fixed bottom-5 left-1/2 z-20 flex -translate-x-1/2 items-center gap-1 rounded-xl border border-line bg-surface p-1 text-sm whitespace-nowrap text-ink-soft shadow-raised"
    >
      {before && (
        <a href={`#passage-${before.id}`} aria-label={words.previousPassage} className={link}>
          ↑
        </a>
      )}
      <span role="status" className="px-2 tabular-nums">
        {words.shownPassage(position + 1, passages.length)}
      </span>
      {after && (
        <a href={`#passage-${after.id}`} aria-label={words.nextPassage} className={link}>
          ↓
        </a>
      )}
      <a href="#main" aria-label={words.unmark} title={words.unmark} className={link}>
        ×
      </a>
    </nav>
  );
}

function subscribe(onChange: () => void): () => void {
  window.addEventListener('hashchange', onChange);
  window.addEventListener('popstate', onChange);
  return () => {
    window.removeEventListener('hashchange', onChange);
    window.removeEventListener('popstate', onChange);
  };
}
