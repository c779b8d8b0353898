'use client';

import { useMessages } from '@/components/messages/use-messages';

/** Turns drags into outlines, and says how to draw one. */
export function DrawButton({ drawing, onToggle }: { drawing: boolean; onToggle: () => void }) {
  const { map } = useMessages();
  return (
    <>
      <button
        type="button"
        data-over-map=""
        aria-pressed={drawing}
        onClick={onToggle}
        className="absolute top-3 right-3 rounded-lg border border-line-strong bg-surface px-3 py-1.5 text-sm text-ink-soft shadow-raised hover:text-ink aria-pressed:border-accent aria-pressed:bg-accent aria-pressed:text-on-accent"
      >
        {map.lasso}
      </button>
      {drawing && (
        <p
          data-over-map=""
          className="pointer-events-none absolute inset-x-0 top-14 mx-auto w-fit rounded-md bg-surface/90 px-3 py-1 text-sm text-ink-soft"
        >
          {map.lassoHow}
        </p>
      )}
    </>
  );
}
