'use client';

import { useId, type ReactNode } from 'react';
import { useMessages } from '@/components/messages/use-messages';
import { useDisclosure } from '@/components/site/use-disclosure';

/** A button that opens a panel of choices below it; Escape or a click elsewhere closes it. */
export function FilterMenu({
  label,
  chosen,
  children,
}: {
  label: string;
  /** How many choices are made in it. */
  chosen: number;
  children: ReactNode;
}) {
  const { filters } = useMessages();
  const { open, toggle, root, button, onKeyDown } = useDisclosure();
  const panel = useId();

  return (
    <div ref={root} className="sm:relative" onKeyDown={onKeyDown}>
      <button
        ref={button}
        type="button"
        aria-expanded={open}
        aria-controls={panel}
        onClick={toggle}
        className={`flex items-center gap-1.5 rounded-lg px-2.5 py-1.5 text-sm whitespace-nowrap hover:bg-sunken ${
          chosen > 0 ? 'font-medium text-accent' : 'text-ink-soft hover:text-ink'
        }`}
      >
        {label}
        {chosen > 0 && (
          <span className="rounded-full bg-accent-soft px-1.5 text-xs tabular-nums">
            {chosen}
            <span className="sr-only"> {filters.chosen(chosen)}</span>
          </span>
        )}
        <Chevron open={open} />
      </button>
      <div
        id={panel}
        hidden={!open}
        className="absolute inset-x-5 z-30 mt-1.5 max-h-[min(26rem,60vh)] sm:inset-x-auto sm:top-full sm:left-0 sm:w-max sm:max-w-xs sm:min-w-48 overflow-y-auto rounded-xl border border-line bg-surface p-2 shadow-raised"
      >
        {children}
      </div>
    </div>
  );
}

/** Points down to what a button opens, up to what it closes. */
export function Chevron({ open }: { open: boolean }) {
  return (
    <svg
      aria-hidden="true"
      width="9"
      height="6"
      viewBox="0 0 9 6"
      fill="none"
      strokeWidth="1.5"
      className={`shrink-0 stroke-current transition-transform ${open ? 'rotate-180' : ''}`}
    >
      <path d="M1 1l3.5 3.5L8 1" />
    </svg>
  );
}
