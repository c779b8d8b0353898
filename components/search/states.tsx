'use client';

import type { ReactNode } from 'react';
import { formatName, languageName } from '@/components/format-names';
import { reasonIn } from '@/components/messages/reasons';
import { useMessages } from '@/components/messages/use-messages';
import type { FacetsAnswer } from '@/lib/api/answers';
import type { Reason } from '@/lib/errors';
import { hasFilters, withoutFilters, type View } from './view-state';

/** What is shown instead of results: nothing asked yet, nothing found, nothing worked. */

/** Names of one kind that the start page lists. */
const MOST_NAMES = 12;

/** How much can be searched. */
export interface Holdings {
  documents: number;
  passages: number;
}

export function StartState({
  holdings,
  facets,
  onTry,
}: {
  holdings: Holdings | null;
  facets: FacetsAnswer | null;
  onTry: (query: string) => void;
}) {
  const { start, locale } = useMessages();
  if (holdings?.documents === 0) return <NothingIndexed />;
  const number = (value: number) => new Intl.NumberFormat(locale).format(value);
  const counted = ({ value, count }: { value: string; count: number }) => `${value}\u00a0${number(count)}`;
  return (
    <div className="mt-9 flex flex-col gap-11">
      <section aria-labelledby="examples-heading">
        <h2 id="examples-heading" className="sr-only">
          {start.examplesHeading}
        </h2>
        <ul className="flex flex-wrap gap-x-6 gap-y-2.5">
          {start.examples.map((example) => (
            <li key={example}>
              <button
                type="button"
                lang={/\p{Script=Han}/u.test(example) ? 'zh' : 'en'}
                onClick={() => onTry(example)}
                className="rounded-sm text-left font-serif text-[1.0625rem] text-accent italic underline decoration-accent/30 underline-offset-[0.25em] hover:decoration-accent"
              >
                {example}
              </button>
            </li>
          ))}
        </ul>
      </section>
      <div className="border-t border-line pt-7 text-sm">
        {holdings !== null && (
          <section aria-labelledby="indexed-heading">
            <Label id="indexed-heading">{start.indexedHeading}</Label>
            <p className="text-ink">
              {start.documents(number(holdings.documents))} · {start.passages(number(holdings.passages))}
            </p>
            {facets !== null && (
              <ul className="mt-1 text-ink-soft">
                {[
                  // One collection says nothing.
                  facets.collections.length > 1 ? facets.collections.map(counted) : [],
                  facets.mediaTypes.map(({ value, count }) => counted({ value: formatName(value), count })),
                  facets.languages.map(({ value, count }) =>
                    counted({ value: languageName(value, locale), count }),
                  ),
                ]
                  .filter((names) => names.length > 0)
                  .map((names) => (
                    <li key={names.join()} className="leading-relaxed text-pretty">
                      {names.slice(0, MOST_NAMES).join(' · ')}
                      {names.length > MOST_NAMES && ' · …'}
                    </li>
                  ))}
              </ul>
            )}
          </section>
        )}
      </div>
    </div>
  );
}

function NothingIndexed() {
  const { start } = useMessages();
  return (
    <Notice heading={start.empty}>
      <p>{start.emptyHow}</p>
      <pre className="mt-3 overflow-x-auto rounded-md bg-sunken px-4 py-3 font-mono text-sm text-ink">
        npm run ingest -- PATH…
      </pre>
    </Notice>
  );
}

export function EmptyState({ view, onChange }: { view: View; onChange: (next: Partial<View>) => void }) {
  const { empty } = useMessages();
  const filtered = hasFilters(view);
  if (view.offset > 0)
    return (
      <Notice heading={empty.pastTheEnd}>
        <p className="mt-4">
          <ActionButton onClick={() => onChange({ offset: 0 })}>{empty.backToFirst}</ActionButton>
        </p>
      </Notice>
    );
  return (
    <Notice heading={empty.heading}>
      <p>{filtered ? empty.withFilters : view.mode === 'lexical' ? empty.lexical : empty.withoutFilters}</p>
      <p className="mt-4 flex flex-wrap gap-3">
        {filtered && (
          <ActionButton onClick={() => onChange(withoutFilters(view))}>{empty.clearFilters}</ActionButton>
        )}
        {view.mode === 'lexical' && (
          <ActionButton onClick={() => onChange({ mode: 'hybrid' })}>{empty.tryHybrid}</ActionButton>
        )}
      </p>
    </Notice>
  );
}

export function ErrorState({
  error,
  mode,
  onRetry,
  onChange,
}: {
  error: Reason;
  mode: View['mode'];
  onRetry: () => void;
  onChange: (next: Partial<View>) => void;
}) {
  const messages = useMessages();
  const { errors } = messages;
  // Words are found without any model.
  const wordsHelp = mode !== 'lexical' && /^(model|worker)/.test(error.code);
  return (
    <div role="alert">
      <Notice heading={errors.heading} danger>
        <p>{reasonIn(messages, error)}</p>
        <p className="mt-4 flex flex-wrap gap-3">
          <ActionButton onClick={onRetry}>{errors.retry}</ActionButton>
          {wordsHelp && (
            <ActionButton onClick={() => onChange({ mode: 'lexical' })}>{errors.wordsOnly}</ActionButton>
          )}
        </p>
      </Notice>
    </div>
  );
}

function Notice({
  heading,
  danger = false,
  children,
}: {
  heading: string;
  danger?: boolean;
  children: ReactNode;
}) {
  return (
    <div className="mt-10 max-w-xl text-ink-soft">
      <h2 className={`mb-1 font-serif text-xl ${danger ? 'text-danger' : 'text-ink'}`}>{heading}</h2>
      {children}
    </div>
  );
}

function ActionButton({ onClick, children }: { onClick: () => void; children: ReactNode }) {
  return (
    <button
      type="button"
      onClick={onClick}
      className="rounded-lg bg-accent px-4 py-2 text-sm font-medium text-on-accent hover:opacity-90"
    >
      {children}
    </button>
  );
}

function Label({ id, children }: { id: string; children: ReactNode }) {
  return (
    <h2 id={id} className="mb-2 text-[0.8125rem] font-semibold text-ink">
      {children}
    </h2>
  );
}
