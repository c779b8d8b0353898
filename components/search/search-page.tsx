'use client';

import Link from 'next/link';
import { useCallback, useEffect, useRef } from 'react';
import { useMessages } from '@/components/messages/use-messages';
import { KeysDialog } from '@/components/site/keys-dialog';
import { SiteNav } from '@/components/site/site-nav';
import { Wordmark } from '@/components/site/wordmark';
import type { FacetsAnswer } from '@/lib/api/answers';
import { FilterBar } from './filter-bar';
import { focusHit } from './hit-list';
import { ModeSwitch } from './mode-switch';
import { Results } from './results';
import { SearchBox } from './search-box';
import { EmptyState, ErrorState, StartState, type Holdings } from './states';
import { useFacets } from './use-facets';
import { useSearch, type SearchOutcome } from './use-search';
import { useSummary } from './use-summary';
import { useView } from './use-view';
import { filterParameters, searchParameters, summaryParameters, type Mode } from './view-state';

/** What the server already knew when it sent the page. */
export interface InitialSearch {
  outcome: SearchOutcome | null;
  facets: FacetsAnswer | null;
  facetsKey: string;
  holdings: Holdings | null;
}

/** The whole search page; its address is its state. */
export function SearchPage({ initial }: { initial: InitialSearch }) {
  const messages = useMessages();
  const { view, text, written, type, compose, change, submit, settle } = useView();
  const asked = view.query.trim() !== '';
  const { outcome, busy, retry } = useSearch(asked ? searchParameters(view).toString() : '', initial.outcome);
  const facets = useFacets(filterParameters(view).toString(), initial.facets, initial.facetsKey);
  const { answer, error } = outcome;
  const hits = answer?.hits ?? [];
  const summary = useSummary(asked && !busy && hits.length > 0 ? summaryParameters(view).toString() : '');

  // A <title> of our own would stand behind the one the server sent, and browsers show the first.
  // It changes with the address, for the history names its entries by it.
  const titled = written.query.trim();
  const title = titled === '' ? messages.site.name : messages.search.pageTitle(titled);
  useEffect(() => {
    document.title = title;
  }, [title]);

  const input = useRef<HTMLInputElement>(null);
  const toBox = useCallback(() => input.current?.focus(), []);
  const choose = useCallback((mode: Mode) => change({ mode }), [change]);
  const clear = () => {
    change({ query: '', offset: 0 });
    toBox();
  };

  const box = (
    <SearchBox
      text={text}
      busy={busy}
      large={!asked}
      input={input}
      onType={type}
      onCompose={compose}
      onSubmit={submit}
      onLeave={settle}
      onClear={clear}
      onDown={toFirstHit}
    />
  );
  const controls = (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1.5">
      <ModeSwitch mode={view.mode} onChange={choose} />
      <FilterBar view={view} facets={facets} onChange={change} />
    </div>
  );

  return (
    <>
      {/* One structure for both: a box that was built anew would lose the focus under someone's fingers. */}
      <header
        className={
          asked
            ? 'relative top-0 z-20 border-b border-line bg-paper sm:sticky'
            : 'relative mx-auto max-w-[50rem] px-5 pt-[max(5rem,13vh)]'
        }
      >
        <div
          className={
            asked
              ? 'mx-auto flex max-w-7xl flex-wrap items-center gap-x-3 gap-y-1.5 px-5 pt-3 pb-2 sm:gap-x-8 sm:px-8 lg:flex-nowrap'
              : 'flex flex-col gap-6'
          }
        >
          <Home large={!asked} onHome={() => change({ ...EMPTY, query: '' })} />
          <SiteNav
            className={asked ? 'ml-auto lg:order-3 lg:self-start lg:pt-3.5' : 'absolute top-5 right-5'}
          >
            <KeysDialog />
          </SiteNav>
          <div
            className={
              asked ? 'flex w-full min-w-0 flex-col gap-2 lg:w-auto lg:max-w-3xl lg:grow' : 'contents'
            }
          >
            {box}
            {controls}
          </div>
        </div>
      </header>
      <main
        id="main"
        className={asked ? 'mx-auto max-w-7xl px-5 pb-24 sm:px-8' : 'mx-auto max-w-[50rem] px-5 pb-16'}
      >
        <Status busy={busy} count={answer?.total ?? null} />
        {!asked ? (
          <StartState holdings={initial.holdings} facets={facets} onTry={(query) => change({ query })} />
        ) : error !== null ? (
          <ErrorState error={error} mode={view.mode} onRetry={retry} onChange={change} />
        ) : answer === null ? (
          <p className="pt-10 text-sm text-ink-faint">{messages.results.searching}</p>
        ) : answer.hits.length === 0 ? (
          <EmptyState view={view} onChange={change} />
        ) : (
          <Results
            answer={answer}
            asked={outcome.key}
            busy={busy}
            offset={view.offset}
            summary={summary}
            onChange={change}
            onLeave={toBox}
          />
        )}
      </main>
    </>
  );
}

function toFirstHit(): void {
  const first = document.querySelector<HTMLElement>('#main [data-hit-link]');
  if (first) focusHit(first);
}

const EMPTY = { collection: [], language: [], mediaType: [], tag: [], filter: '', from: '', to: '' };

/** The name of the site; on the start page it is the heading. */
function Home({ large, onHome }: { large: boolean; onHome: () => void }) {
  const { site } = useMessages();
  if (large)
    return (
      <div>
        <h1>
          <Wordmark large />
        </h1>
        <p className="mt-1 font-serif text-xl text-ink-soft italic">{site.tagline}</p>
      </div>
    );
  return (
    <h1 className="shrink-0 self-start pt-1.5">
      <Link
        href="/"
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey) return;
          event.preventDefault();
          onHome();
        }}
      >
        <Wordmark />
      </Link>
    </h1>
  );
}

/** Says to those who cannot see it how many results there are. */
function Status({ busy, count }: { busy: boolean; count: number | null }) {
  const { results } = useMessages();
  return (
    <p role="status" className="sr-only">
      {busy || count === null ? '' : results.count(count)}
    </p>
  );
}
