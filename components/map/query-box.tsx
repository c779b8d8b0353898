'use client';

import Link from 'next/link';
import { reasonIn } from '@/components/messages/reasons';
import { useMessages } from '@/components/messages/use-messages';
import { addressOf, EMPTY_VIEW } from '@/components/search/view-state';
import type { PlaceAnswer } from '@/lib/api/map-answers';
import type { Reason } from '@/lib/errors';

/** A question whose place on the map is shown. */
export function QueryBox({
  text,
  placed,
  busy,
  error,
  onType,
}: {
  text: string;
  placed: PlaceAnswer | null;
  busy: boolean;
  error: Reason | null;
  onType: (text: string) => void;
}) {
  const messages = useMessages();
  const { map } = messages;
  return (
    <form role="search" action="/map" onSubmit={(event) => event.preventDefault()}>
      <label htmlFor="map-query" className="text-[0.8125rem] font-semibold text-ink">
        {map.query}
      </label>
      <div className="relative mt-1.5">
        <input
          id="map-query"
          name="q"
          type="text"
          inputMode="search"
          enterKeyHint="search"
          autoComplete="off"
          maxLength={2000}
          dir="auto"
          placeholder={map.queryPlaceholder}
          value={text}
          onChange={(event) => onType(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape' && !event.nativeEvent.isComposing) onType('');
          }}
          className="h-11 w-full rounded-lg border border-line-strong bg-surface pr-10 pl-3.5 font-serif text-ink placeholder:text-ink-faint placeholder:italic"
        />
        {text !== '' && (
          <button
            type="button"
            aria-label={map.clearQuery}
            onClick={() => onType('')}
            className="absolute top-1/2 right-1.5 flex size-8 -translate-y-1/2 items-center justify-center rounded-md text-lg leading-none text-ink-faint hover:text-ink"
          >
            <span aria-hidden="true">×</span>
          </button>
        )}
      </div>
      <p
        role="status"
        className={`mt-1.5 min-h-5 text-[0.8125rem] ${error ? 'text-danger' : 'text-ink-soft'}`}
      >
        {error
          ? reasonIn(messages, error)
          : placed &&
            !busy && (
              <>
                {placed.hits.length > 0 ? map.marked(placed.hits.length) : map.noneMarked}{' '}
                <Link
                  href={addressOf({ ...EMPTY_VIEW, query: text.trim() })}
                  prefetch={false}
                  className="text-accent underline underline-offset-4"
                >
                  {map.toResults}
                </Link>
              </>
            )}
      </p>
    </form>
  );
}
