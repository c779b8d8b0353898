'use client';

import { Suspense, useId } from 'react';
import { momentName } from '@/components/format-names';
import { reasonIn } from '@/components/messages/reasons';
import { useMessages } from '@/components/messages/use-messages';
import { ShellCommand } from '@/components/text/shell-command';
import type { Examination } from '@/lib/examination/types';
import { FindingGroups } from './finding-groups';
import { useExamination } from './use-examination';

/** What `npm run doctor` finds, examined by the server itself when someone asks for it. */
export function ExaminationPanel() {
  const messages = useMessages();
  const { examination: words } = messages;
  const { state, failure, start } = useExamination();
  const heading = useId();
  const running = state !== null && state.runningSince !== null;
  const last = running ? null : (state?.last ?? null);
  const reason = failure ?? last?.error;

  return (
    <section aria-labelledby={heading} className="mt-14">
      <div className="flex flex-wrap items-center justify-between gap-x-8 gap-y-3 border-b border-line pb-3">
        <h2 id={heading} className="font-serif text-xl font-semibold">
          {words.heading}
        </h2>
        {/* Not disabled while it works: whoever pressed it by a key would lose their place. */}
        <button
          type="button"
          aria-disabled={running}
          onClick={() => {
            if (!running) void start();
          }}
          className="rounded-lg border border-line-strong px-3.5 py-1.5 text-sm hover:bg-sunken aria-disabled:cursor-default aria-disabled:text-ink-faint aria-disabled:hover:bg-transparent"
        >
          {words.start}
        </button>
      </div>
      <p className="mt-3 max-w-2xl text-sm leading-relaxed text-ink-soft">
        {words.what} <ShellCommand>npm run doctor</ShellCommand>
      </p>
      <div role="status" className="mt-4 text-sm">
        {running && <p>{words.running}</p>}
        {state !== null && !running && last === null && <p className="text-ink-faint">{words.none}</p>}
        {last !== null && last.error === null && <Verdict last={last} />}
      </div>
      {running && <Working />}
      {reason && (
        <p role="alert" className="mt-2 text-sm text-danger">
          {reasonIn(messages, reason)}
        </p>
      )}
      {last !== null && (
        <Suspense fallback={null}>
          <FindingGroups findings={last.findings} />
        </Suspense>
      )}
    </section>
  );
}

function Verdict({ last: { findings, startedAt, finishedAt } }: { last: Examination }) {
  const { examination: words, locale } = useMessages();
  const count = (wanted: string) => findings.filter(({ state }) => state === wanted).length;
  const [failed, warnings] = [count('failed'), count('warning')];
  const seconds = (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000;
  const took = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(seconds);
  return (
    <>
      <p>
        {failed === 0 && warnings === 0 && <span className="text-accent">{words.well}</span>}
        {failed > 0 && <strong className="font-semibold text-danger">{words.toMend(failed)}</strong>}
        {failed > 0 && warnings > 0 && ' · '}
        {warnings > 0 && <strong className="font-semibold">{words.toKnow(warnings)}</strong>}
      </p>
      <p className="mt-0.5 text-[0.8125rem] text-ink-faint">
        <time dateTime={finishedAt}>{words.when(momentName(finishedAt, locale), took)}</time>
      </p>
    </>
  );
}

/** How far it is nobody can tell; that it is at work can be seen. */
function Working() {
  const { examination: words } = useMessages();
  return (
    <div
      role="progressbar"
      aria-label={words.running}
      className="mt-3 h-1.5 max-w-sm overflow-hidden rounded-full bg-sunken forced-colors:border"
    >
      <div className="h-full w-full rounded-full bg-accent motion-safe:animate-pulse forced-colors:bg-[Highlight]" />
    </div>
  );
}
