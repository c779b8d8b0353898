'use client';

import { useMessages } from '@/components/messages/use-messages';
import { GROUPINGS, type Grouping } from './chosen';
import type { Group } from './groups';
import { groupColour } from './palette';

/** What lies on the map, as a list: the legend of its colours, and the map for whoever does not see it. */
export function GroupList({
  by,
  groups,
  dark,
  onBy,
  onToggle,
}: {
  by: Grouping;
  groups: readonly Group[];
  dark: boolean;
  onBy: (by: Grouping) => void;
  onToggle: (number: number) => void;
}) {
  const { map, locale } = useMessages();
  const count = new Intl.NumberFormat(locale);
  return (
    <section aria-label={map.listLabel[by]}>
      <fieldset className="flex w-fit rounded-lg bg-sunken p-0.5 text-sm">
        <legend className="sr-only">{map.colourBy}</legend>
        {GROUPINGS.map((name) => (
          <label
            key={name}
            className="relative rounded-md px-3 py-1.5 whitespace-nowrap text-ink-soft select-none hover:text-ink has-checked:bg-raised has-checked:font-medium has-checked:text-ink has-checked:shadow-xs has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name="grouping"
              value={name}
              checked={by === name}
              onChange={() => onBy(name)}
              className="absolute inset-0 cursor-pointer appearance-none opacity-0"
            />
            {map.groupings[name]}
          </label>
        ))}
      </fieldset>
      <p className="mt-3 text-[0.8125rem] text-ink-faint">{map.listHow}</p>
      <ul className="mt-1.5 -ml-2">
        {groups.map(({ number, name, size, chosen }) => (
          <li key={number}>
            <button
              type="button"
              aria-pressed={chosen}
              onClick={() => onToggle(number)}
              className="flex w-full items-center gap-2.5 rounded-md px-2 py-1.5 text-left text-sm text-ink-soft hover:bg-sunken hover:text-ink aria-pressed:bg-accent-soft aria-pressed:font-medium aria-pressed:text-accent"
            >
              <span
                aria-hidden="true"
                style={{ background: groupColour(number, dark) }}
                className="size-3 shrink-0 rounded-full forced-colors:border"
              />
              <bdi className="min-w-0 grow truncate">{name}</bdi>
              <span className="shrink-0 text-[0.8125rem] text-ink-faint tabular-nums">
                <span aria-hidden="true">{count.format(size)}</span>
                <span className="sr-only">{map.count(count.format(size))}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
