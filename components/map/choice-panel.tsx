'use client';

import { reasonIn } from '@/components/messages/reasons';
import { useMessages } from '@/components/messages/use-messages';
import type { Reason } from '@/lib/errors';

/** What is chosen on the map, and the way to search in it. */
export function ChoicePanel({
  count,
  busy,
  failed,
  onSearch,
  onClear,
}: {
  /** Passages chosen. */
  count: number;
  busy: boolean;
  failed: Reason | null;
  onSearch: () => void;
  onClear: () => void;
}) {
  const messages = useMessages();
  const { map } = messages;
  return (
    <div
      data-over-map=""
      className="fixed inset-x-3 bottom-3 z-10 mx-auto flex w-fit max-w-[calc(100%-1.5rem)] flex-wrap items-center gap-x-4 gap-y-2 rounded-lg border border-line bg-surface px-3 py-2 shadow-raised lg:absolute lg:max-w-[calc(100%-9rem)]"
    >
      <p role="status" className="text-sm text-ink-soft tabular-nums">
        {map.chosen(count)}
      </p>
      {count > 0 && (
        <button
          type="button"
          disabled={busy}
          onClick={onSearch}
          className="rounded-lg bg-accent px-3.5 py-1.5 text-sm font-medium text-on-accent hover:opacity-90 disabled:opacity-60"
        >
          {map.searchIn(count)}
        </button>
      )}
      <button
        type="button"
        onClick={onClear}
        className="rounded-md text-sm text-ink-soft underline decoration-line-strong underline-offset-4 hover:text-ink"
      >
        {map.clear}
      </button>
      {failed !== null && (
        <p role="alert" className="w-full text-[0.8125rem] text-danger">
          {map.failed} {reasonIn(messages, failed)}
        </p>
      )}
    </div>
  );
}
