'use client';

import { memo, useState } from 'react';
import { dateName, formatName, languageName } from '@/components/format-names';
import { useMessages } from '@/components/messages/use-messages';
import type { FacetName, FacetsAnswer } from '@/lib/api/answers';
import { Chevron, FilterMenu } from './filter-menu';
import { useConditionName } from './use-condition-name';
import { LIST_FILTERS, withoutFilters, type ListFilter, type View } from './view-state';

const FACET_OF: Record<ListFilter, FacetName> = {
  collection: 'collections',
  language: 'languages',
  mediaType: 'mediaTypes',
  tag: 'tags',
};

/** What the search is narrowed to, and how many documents each choice would leave. */
export const FilterBar = memo(function FilterBar({
  view,
  facets,
  onChange,
}: {
  view: View;
  facets: FacetsAnswer | null;
  onChange: (next: Partial<View>) => void;
}) {
  const { filters, locale } = useMessages();
  const [unfolded, setUnfolded] = useState(false);
  const dates = Number(view.from !== '') + Number(view.to !== '');
  const nameOf = (filter: ListFilter, value: string) =>
    filter === 'language' ? languageName(value, locale) : filter === 'mediaType' ? formatName(value) : value;
  const toggle = (filter: ListFilter, value: string) =>
    onChange({
      [filter]: view[filter].includes(value)
        ? view[filter].filter((other) => other !== value)
        : [...view[filter], value],
    });

  // What would leave everything or nothing is no choice.
  const offered = LIST_FILTERS.filter(
    (filter) => view[filter].length > 0 || (facets?.[FACET_OF[filter]].length ?? 0) > 1,
  );
  const active =
    LIST_FILTERS.reduce((sum, filter) => sum + view[filter].length, 0) + dates + Number(view.filter !== '');
  const condition = useConditionName(view.filter);
  if (facets?.mediaTypes.length === 0 && active === 0) return null;

  return (
    <div
      role="group"
      aria-label={filters.heading}
      className="contents min-w-0 flex-wrap items-center sm:-ml-2 sm:flex gap-x-0.5 gap-y-1"
    >
      <button
        type="button"
        aria-expanded={unfolded}
        onClick={() => setUnfolded(!unfolded)}
        className="flex items-center gap-1.5 rounded-lg px-2.5 py-1.5 text-sm text-ink-soft sm:hidden"
      >
        {filters.heading}
        {active > 0 && ` (${active})`}
        <Chevron open={unfolded} />
      </button>
      <div
        className={`w-full flex-wrap items-center gap-x-0.5 gap-y-1 sm:flex sm:w-auto ${unfolded ? 'flex' : 'hidden'}`}
      >
        {offered.map((filter) => (
          <FilterMenu key={filter} label={filters[FACET_OF[filter]]} chosen={view[filter].length}>
            <Choices
              legend={filters[FACET_OF[filter]]}
              choices={choicesOf(facets?.[FACET_OF[filter]] ?? [], view[filter])}
              chosen={view[filter]}
              nameOf={(value) => nameOf(filter, value)}
              onToggle={(value) => toggle(filter, value)}
            />
          </FilterMenu>
        ))}
        <FilterMenu label={filters.date} chosen={dates}>
          <DateRange view={view} onChange={onChange} />
        </FilterMenu>
      </div>
      {active > 0 && (
        <ul className="flex w-full flex-wrap gap-1.5 sm:ml-2 sm:w-auto">
          {LIST_FILTERS.flatMap((filter) =>
            view[filter].map((value) => (
              <Chip
                key={`${filter}:${value}`}
                name={nameOf(filter, value)}
                onRemove={() => toggle(filter, value)}
              />
            )),
          )}
          {view.filter !== '' && <Chip name={condition} onRemove={() => onChange({ filter: '' })} />}
          {view.from && (
            <Chip name={filters.since(dateName(view.from, locale))} onRemove={() => onChange({ from: '' })} />
          )}
          {view.to && (
            <Chip name={filters.until(dateName(view.to, locale))} onRemove={() => onChange({ to: '' })} />
          )}
          <li>
            <button
              type="button"
              onClick={() => onChange(withoutFilters(view))}
              className="rounded-md px-2 py-1 text-[0.8125rem] text-ink-soft underline decoration-line-strong underline-offset-4 hover:text-ink"
            >
              {filters.clearAll}
            </button>
          </li>
        </ul>
      )}
    </div>
  );
});

interface Choice {
  value: string;
  /** Documents; null when none is left under the other filters. */
  count: number | null;
}

/** What is offered, with what is chosen but no longer offered put last, so that it can be unchosen. */
function choicesOf(
  offered: readonly { value: string; count: number }[],
  chosen: readonly string[],
): Choice[] {
  const gone = chosen.filter((value) => offered.every((choice) => choice.value !== value));
  return [...offered, ...gone.map((value) => ({ value, count: null }))];
}

function Choices({
  legend,
  choices,
  chosen,
  nameOf,
  onToggle,
}: {
  legend: string;
  choices: readonly Choice[];
  chosen: readonly string[];
  nameOf: (value: string) => string;
  onToggle: (value: string) => void;
}) {
  const { filters } = useMessages();
  if (choices.length === 0) return <p className="px-2 py-1.5 text-sm text-ink-faint">{filters.none}</p>;
  return (
    <fieldset>
      <legend className="sr-only">{legend}</legend>
      {choices.map(({ value, count }) => (
        <label
          key={value}
          className="flex items-center gap-2.5 rounded-md px-2 py-1.5 text-sm text-ink hover:bg-sunken has-focus-visible:outline-2 has-focus-visible:outline-accent"
        >
          <input
            type="checkbox"
            checked={chosen.includes(value)}
            onChange={() => onToggle(value)}
            className="size-4 shrink-0 accent-accent outline-none"
          />
          <bdi className="min-w-0 grow truncate">{nameOf(value)}</bdi>
          <span className="pl-3 text-[0.8125rem] text-ink-faint tabular-nums">
            <span aria-hidden="true">{count ?? 0}</span>
            <span className="sr-only">{filters.counts(count ?? 0)}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function DateRange({ view, onChange }: { view: View; onChange: (next: Partial<View>) => void }) {
  const { filters } = useMessages();
  const wrong = view.from !== '' && view.to !== '' && view.from > view.to;
  const field = (name: 'from' | 'to') => (
    <label className="flex items-center justify-between gap-4 px-2 py-1 text-sm text-ink-soft">
      {filters[name]}
      <input
        type="date"
        value={view[name]}
        aria-invalid={wrong}
        onChange={(event) => onChange({ [name]: event.target.value })}
        className="rounded-md border border-line-strong bg-surface px-2 py-1 text-ink"
      />
    </label>
  );
  return (
    <fieldset>
      <legend className="sr-only">{filters.date}</legend>
      {field('from')}
      {field('to')}
      {wrong && (
        <p role="alert" className="px-2 pt-1 text-[0.8125rem] text-danger">
          {filters.dateOrder}
        </p>
      )}
    </fieldset>
  );
}

function Chip({ name, onRemove }: { name: string; onRemove: () => void }) {
  const { filters } = useMessages();
  return (
    <li>
      <button
        type="button"
        aria-label={filters.remove(name)}
        onClick={onRemove}
        className="flex items-center gap-1.5 rounded-md bg-accent-soft px-2 py-1 text-[0.8125rem] text-accent hover:bg-sunken forced-colors:border"
      >
        <bdi className="max-w-60 truncate">{name}</bdi>
        <span aria-hidden="true">×</span>
      </button>
    </li>
  );
}
