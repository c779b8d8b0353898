'use client';

import { memo, type KeyboardEvent } from 'react';
import { useMessages } from '@/components/messages/use-messages';
import { scrolling } from '@/components/site/motion';
import type { Strength } from '@/lib/search/strength';
import type { SearchHit } from '@/lib/search/types';
import { HitCard } from './hit-card';

/** The ranked documents; arrow keys move between them, up from the first one leads back to the search box. */
export const HitList = memo(function HitList({
  hits,
  query,
  strength,
  parameters,
  pointed,
  flash,
  onLeave,
}: {
  hits: readonly SearchHit[];
  query: string;
  /** The best there is among them. */
  strength: Strength | null;
  /** Parameters of the search, for asking why a hit is here. */
  parameters: string;
  /** Document that a citation under the pointer leads to. */
  pointed: string | null;
  flash: { documentId: string; passageId: number; at: number } | null;
  onLeave: () => void;
}) {
  const { results, match } = useMessages();
  const firstWeak = hits.findLastIndex((hit) => hit.strength !== 'weak') + 1;
  const allWeak = strength === 'weak' && hits[0]?.rank === 1;

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
    <>
      {allWeak && (
        <div className="mt-5 ml-10 border-l-2 border-line-strong py-0.5 pl-4 text-sm text-ink-soft sm:ml-14">
          <p className="font-serif text-lg text-ink">{match.allWeak}</p>
          <p>{match.allWeakHow}</p>
        </div>
      )}
      <ol aria-label={results.listLabel} onKeyDown={move} className="divide-y divide-line">
        {hits.map((hit, index) => (
          <li key={hit.document.id}>
            {index > 0 && index === firstWeak && (
              <p className="pt-5 pl-10 text-[0.8125rem] text-ink-faint sm:pl-14">{match.weakBelow}</p>
            )}
            <HitCard
              hit={hit}
              query={query}
              parameters={parameters}
              cited={pointed === hit.document.id}
              flash={flash?.documentId === hit.document.id ? flash : null}
            />
          </li>
        ))}
      </ol>
    </>
  );
});

/** Moves to a hit and brings all of it into view, not only its title. */
export function focusHit(link: HTMLElement): void {
  link.focus({ preventScroll: true });
  link.closest('article')?.scrollIntoView({ block: 'nearest', behavior: scrolling() });
}
