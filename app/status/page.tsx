import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { languageName, roundedNumber, sizeName } from '@/components/format-names';
import type { Messages } from '@/components/messages/messages';
import { MODES } from '@/components/search/view-state';
import { reasonIn } from '@/components/messages/reasons';
import { PageHeader } from '@/components/site/page-header';
import { ExaminationPanel } from '@/components/status/examination-panel';
import { readerAccess, refusedPage } from '@/app/reader-access';
import { readerMessages } from '@/app/reader-messages';
import { ShellCommand } from '@/components/text/shell-command';
import { healthOf, type Health } from '@/lib/api/health';
import { config } from '@/lib/config';
import type { IndexStats } from '@/lib/index/types';
import { runtime } from '@/lib/runtime';
import type { LatencyLog } from '@/lib/search/latency-log';
import { allows } from '@/lib/store/scopes';
import { storeStats, type StoreStats } from '@/lib/store/stats';
import { VERSION } from '@/lib/version';

export async function generateMetadata(): Promise<Metadata> {
  const { status, site } = await readerMessages();
  return { title: `${status.heading} · ${site.name}` };
}

/** What GET /api/v1/health says, for people. */
export default async function StatusPage() {
  const refused = await refusedPage();
  if (refused) return refused;
  const { scopes } = await readerAccess();
  const messages = await readerMessages();
  const { status, document: words } = messages;
  const health = await healthOf(runtime, { reset: false });
  const parts = health.holdings === null ? null : await runtime();
  const stats = parts && (await storeStats(parts.store));
  const searches = parts?.latencies.report() ?? {};
  return (
    <>
      <PageHeader back={{ href: '/', label: words.toSearch }} here="status" />
      <main id="main" className="mx-auto max-w-6xl px-5 pt-9 pb-24 sm:px-8">
        <h1 className="font-serif text-3xl font-semibold sm:text-4xl">{status.heading}</h1>
        <p
          role={health.ready ? undefined : 'alert'}
          className={`mt-2 max-w-2xl ${health.ready ? 'text-accent' : 'text-danger'}`}
        >
          {health.ready ? status.ready : status.notReady}{' '}
          {health.problem && reasonIn(messages, { ...health.problem, message: health.problem.detail })}
        </p>
        <div className="mt-9 grid gap-x-16 gap-y-10 lg:grid-cols-2">
          <ModelFacts health={health} messages={messages} />
          <IndexFacts health={health} messages={messages} />
          {stats && <HoldingFacts stats={stats} messages={messages} />}
          <ProcessFacts health={health} searches={searches} messages={messages} />
        </div>
        {allows(scopes, 'admin') ? (
          <ExaminationPanel />
        ) : (
          <p className="mt-12 border-t border-line pt-5 text-sm text-ink-soft">
            {status.doctor} <ShellCommand>npm run doctor</ShellCommand>
          </p>
        )}
      </main>
    </>
  );
}

interface FactsProps {
  health: Health;
  messages: Messages;
}

function ModelFacts({ health: { models }, messages: { status, locale } }: FactsProps) {
  const { embedding, generation } = models;
  return (
    <Facts
      heading={status.models}
      facts={[
        [
          status.reads,
          embedding === null ? (
            config().embeddingModel
          ) : (
            <Model id={embedding.id} revision={embedding.revision}>
              {status.dimensions(embedding.dimension, embedding.quantisation)}
            </Model>
          ),
        ],
        [
          status.retells,
          generation === null ? (
            <Model id={config().generationModel}>{status.later}</Model>
          ) : (
            <Model id={generation.id} revision={generation.revision}>
              {status.parameters(roundedNumber(generation.parameters, locale))}
            </Model>
          ),
        ],
      ]}
    />
  );
}

function Model({ id, revision, children }: { id: string; revision?: string; children: ReactNode }) {
  return (
    <>
      {id}
      <span className="block text-ink-faint">{children}</span>
      {revision && <span className="block font-mono text-xs text-ink-faint">{revision}</span>}
    </>
  );
}

function IndexFacts({ health: { index }, messages: { status, locale } }: FactsProps) {
  const number = new Intl.NumberFormat(locale);
  if (index === null) return null;
  const { graph, snapshot } = index;
  return (
    <Facts
      heading={status.index}
      facts={[
        [status.vectors, number.format(index.vectors)],
        [
          status.plan,
          graph === null
            ? status.exact
            : status.graph(number.format(graph.vectors), number.format(graph.pending)),
        ],
        [
          status.snapshot,
          status.snapshots[snapshot.state] + (snapshot.state === 'rejected' ? `: ${snapshot.reason}` : ''),
        ],
        [status.recall, recallFact(index, status, locale)],
      ]}
    />
  );
}

/** What the graph was last measured to find, with the ef that is in use. */
function recallFact({ graph, recall }: IndexStats, status: Messages['status'], locale: string): string {
  if (graph === null) return status.recallExact;
  const used = recall?.byEf.find(({ ef }) => ef === recall.ef);
  if (!recall || !used) return status.recallLater;
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  return status.recallOf(percent.format(used.recall), percent.format(used.low), recall.k, recall.ef);
}

function HoldingFacts({ stats, messages: { status, locale } }: { stats: StoreStats; messages: Messages }) {
  const number = new Intl.NumberFormat(locale);
  const { versions } = stats;
  return (
    <Facts
      heading={status.holdings}
      facts={[
        [status.documents, number.format(stats.documents)],
        [status.passages, number.format(stats.passages)],
        [status.embedding, number.format(versions.embedding)],
        [status.failed, number.format(versions.failed)],
        [
          status.languages,
          stats.languages
            .map(({ language, documents }) => `${languageName(language, locale)} ${number.format(documents)}`)
            .join(' · ') || status.languagesNone,
        ],
        [status.database, sizeName(stats.bytes, locale)],
      ]}
    />
  );
}

function ProcessFacts({
  health,
  searches,
  messages: { status, modes, locale },
}: FactsProps & { searches: ReturnType<LatencyLog['report']> }) {
  const { format } = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const delay = health.eventLoopDelayMs;
  return (
    <Facts
      heading={status.process}
      facts={[
        [status.version, `Recollect ${VERSION}`],
        [
          status.memory,
          status.memoryNow(sizeName(health.memoryBytes, locale), sizeName(health.peakMemoryBytes, locale)),
        ],
        [status.uptime, durationName(health.uptimeSeconds, locale)],
        ...(delay === null
          ? []
          : [[status.delay, status.delays(format(delay.p50), format(delay.p99))] satisfies [string, string]]),
        ...(MODES.some((mode) => searches[mode])
          ? []
          : [[status.searches, status.searchesNone] satisfies [string, string]]),
        ...MODES.flatMap((mode): [string, string][] => {
          const times = searches[mode];
          if (!times) return [];
          const { p50, p95 } = times.whole;
          return [
            [
              `${status.searches} · ${modes[mode]}`,
              status.searchTimes(format(times.searches), format(p50), format(p95)),
            ],
          ];
        }),
      ]}
    />
  );
}

const UNITS = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const;

/** 4000 → `1 hr, 6 min`: the two largest units that are not nothing. */
function durationName(seconds: number, locale: string): string {
  let rest = seconds;
  const parts: string[] = [];
  for (const [unit, length] of UNITS) {
    const count = Math.floor(rest / length);
    rest -= count * length;
    if (count > 0 || (unit === 'minute' && parts.length === 0))
      parts.push(new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' }).format(count));
  }
  return parts.slice(0, 2).join(' ');
}

function Facts({ heading, facts }: { heading: string; facts: [string, ReactNode][] }) {
  return (
    <section>
      <h2 className="mb-3 border-b border-line pb-2 font-serif text-xl font-semibold">{heading}</h2>
      <dl className="grid grid-cols-[minmax(7rem,1fr)_2fr] gap-x-6 gap-y-2 text-sm leading-relaxed">
        {facts.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-ink-faint">{name}</dt>
            <dd className="text-ink tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
