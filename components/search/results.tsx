'use client';

import Link from 'next/link';
import { memo, useCallback, useMemo, useState } from 'react';
import { useMessages } from '@/components/messages/use-messages';
import { scrolling } from '@/components/site/motion';
import type { SearchAnswer } from '@/lib/api/search-answers';
import { hitElementId } from './hit-card';
import { HitList } from './hit-list';
import { Pager } from './pager';
import { SummaryPanel, type CitationTarget } from './summary-panel';
import type { SummaryState } from './use-summary';
import { summaryParameters, viewOf, type View } from './view-state';

/** The hits and, beside them, the answer retold; they stay as they are under the fingers of someone who types. */
export const Results = memo(function Results({
  answer,
  asked,
  busy,
  offset,
  summary,
  onChange,
  onLeave,
}: {
  answer: SearchAnswer;
  /** Parameters that this answer was asked for with. */
  asked: string;
  /** Another one is on its way. */
  busy: boolean;
  offset: number;
  summary: SummaryState;
  onChange: (next: Partial<View>) => void;
  /** Back to the search box. */
  onLeave: () => void;
}) {
  const { map, results, search } = useMessages();
  const [pointed, setPointed] = useState<string | null>(null);
  const [flash, setFlash] = useState<(CitationTarget & { at: number }) | null>(null);
  const parameters = useMemo(() => summaryParameters(viewOf(new URLSearchParams(asked))).toString(), [asked]);

  const point = useCallback((target: CitationTarget | null) => setPointed(target?.documentId ?? null), []);
  const jump = useCallback((target: CitationTarget) => {
    setFlash({ ...target, at: performance.now() });
    const hit = document.getElementById(hitElementId(target.documentId));
    hit?.querySelector<HTMLElement>('[data-hit-link]')?.focus({ preventScroll: true });
    hit?.scrollIntoView({ block: 'start', behavior: scrolling() });
  }, []);

  return (
    <div className="grid gap-x-14 lg:grid-cols-[minmax(0,1fr)_21rem] xl:grid-cols-[minmax(0,47rem)_minmax(0,25rem)] xl:justify-between">
      <aside className="pt-6 lg:sticky lg:top-29 lg:pt-7 lg:order-2 lg:max-h-[calc(100vh-8rem)] lg:self-start lg:overflow-y-auto lg:pb-8">
        <SummaryPanel summary={summary} hits={answer.hits} onPoint={point} onJump={jump} />
      </aside>
      {/* Only what takes long is dimmed: at every key it would flicker. */}
      <div
        aria-busy={busy}
        className={`min-w-0 transition-opacity duration-150 ${busy ? 'opacity-55 delay-200' : ''}`}
      >
        <h2 className="sr-only">{search.resultsHeading(answer.query)}</h2>
        <p className="pt-7 pl-10 text-[0.8125rem] leading-5 text-ink-faint tabular-nums sm:pl-14">
          {results.count(answer.total)} · {results.took(Math.round(answer.tookMs))} ·{' '}
          <Link
            href={`/map?${new URLSearchParams({ q: answer.query })}`}
            prefetch={false}
            className="underline decoration-line-strong underline-offset-4 hover:text-ink"
          >
            {map.showOnMap}
          </Link>
        </p>
        <HitList
          hits={answer.hits}
          query={answer.query}
          strength={answer.strength}
          parameters={parameters}
          pointed={pointed}
          flash={flash}
          onLeave={onLeave}
        />
        <Pager offset={offset} total={answer.total} onChange={onChange} />
      </div>
    </div>
  );
});
