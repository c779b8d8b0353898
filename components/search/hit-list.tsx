'use client';

import type { KeyboardEvent } from 'react';
import { useMessages } from '@/components/messages/use-messages';
import type { SearchHit } from '@/lib/search/types';
import { HitCard } from './hit-card';

/** The ranked documents; arrow keys move between them, up from the first one leads back to the search box. */
export function HitList({
  hits,
  query,
  pointed,
  flash,
  onLeave,
}: {
  hits: readonly SearchHit[];
  query: string;
  /** Document that a citation under the pointer leads to. */
  pointed: string | null;
  flash: { documentId: string; passageId: number; at: number } | null;
  onLeave: () => void;
}) {
  const { results } = useMessages();

  const move = (event: KeyboardEvent<HTMLOListElement>) => {
    if (event.key === 'Escape') return onLeave();
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0 || event.altKey || event.ctrlKey || event.metaKey) return;
    const links = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-hit-link]')];
    const inside = links.findIndex((link) => link.closest('article')?.contains(document.activeElement));
    if (inside === -1) return;
    event.preventDefault();
    const next = links[inside + step];
    if (next) focusHit(next);
    else if (step === -1) onLeave();
  };

  return (
    <ol aria-label={results.listLabel} onKeyDown={move} className="divide-y divide-line">
      {hits.map((hit) => (
        <li key={hit.document.id}>
          <HitCard
            hit={hit}
            query={query}
            cited={pointed === hit.document.id}
            flash={flash?.documentId === hit.document.id ? flash : null}
          />
        </li>
      ))}
    </ol>
  );
}

/** Moves to a hit and brings all of it into view, not only its title. */
export function focusHit(link: HTMLElement): void {
  link.focus({ preventScroll: true });
  link.closest('article')?.scrollIntoView({ block: 'nearest', behavior: 'smooth' });
}
