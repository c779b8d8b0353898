'use client';

import { useRouter } from 'next/navigation';
import type { ReactNode } from 'react';
import { useMessages } from '@/components/messages/use-messages';
import type { FacetsAnswer } from '@/lib/api/answers';
import { libraryAddress, libraryViewOf, SORTS, STATES, type LibraryView } from './library-view';

/** Which documents are listed and in what order; a choice holds at once. */
export function LibraryFilters({
  view,
  collections,
}: {
  view: LibraryView;
  collections: FacetsAnswer['collections'];
}) {
  const { library } = useMessages();
  const router = useRouter();
  const known = collections.some(({ value }) => value === view.collection);
  return (
    <form
      // Without scripts the button sends the form.
      action="/library"
      role="search"
      aria-label={library.filters}
      onChange={(event) => {
        const chosen = Object.fromEntries(
          [...new FormData(event.currentTarget)].map(([name, value]) => [name, String(value)]),
        );
        router.push(libraryAddress(libraryViewOf(chosen)));
      }}
      className="flex flex-wrap items-end gap-x-5 gap-y-3 text-sm"
    >
      {(collections.length > 1 || view.collection !== '') && (
        <Choice name="collection" label={library.collection} value={view.collection}>
          <option value="">{library.all}</option>
          {!known && view.collection !== '' && <option>{view.collection}</option>}
          {collections.map(({ value, count }) => (
            <option key={value} value={value}>
              {value} ({count})
            </option>
          ))}
        </Choice>
      )}
      <Choice name="state" label={library.state} value={view.state}>
        <option value="">{library.all}</option>
        {STATES.map((state) => (
          <option key={state} value={state}>
            {library.states[state]}
          </option>
        ))}
      </Choice>
      <Choice name="sort" label={library.sort} value={view.sort}>
        {SORTS.map((sort) => (
          <option key={sort} value={sort}>
            {library.sorts[sort]}
          </option>
        ))}
      </Choice>
      <noscript>
        <button type="submit" className="rounded-lg border border-line-strong px-3.5 py-1.5">
          {library.apply}
        </button>
      </noscript>
    </form>
  );
}

function Choice({
  name,
  label,
  value,
  children,
}: {
  name: string;
  label: string;
  value: string;
  children: ReactNode;
}) {
  return (
    <label className="flex min-w-0 flex-col gap-1 text-[0.8125rem] text-ink-faint">
      {label}
      <select
        // A new address brings a new value.
        key={value}
        name={name}
        defaultValue={value}
        className="max-w-56 rounded-lg border border-line-strong bg-surface px-2.5 py-1.5 text-sm text-ink"
      >
        {children}
      </select>
    </label>
  );
}
