import type { Metadata } from 'next';
import Link from 'next/link';
import { DocumentTable } from '@/components/library/document-table';
import { LibraryFilters } from '@/components/library/library-filters';
import { libraryAddress, libraryViewOf } from '@/components/library/library-view';
import { UploadPanel } from '@/components/library/upload-panel';
import { reasonIn } from '@/components/messages/reasons';
import { PageHeader } from '@/components/site/page-header';
import { loadLibrary } from '@/app/load-library';
import { readerAccess, refusedPage } from '@/app/reader-access';
import { readerMessages } from '@/app/reader-messages';
import { ShellCommand } from '@/components/text/shell-command';
import { allows } from '@/lib/store/scopes';

export async function generateMetadata(): Promise<Metadata> {
  const { library, site } = await readerMessages();
  return { title: `${library.heading} · ${site.name}` };
}

/** Every document there is, those that could not be read included. */
export default async function LibraryPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const refused = await refusedPage();
  if (refused) return refused;
  const { scopes } = await readerAccess();
  const mayChange = allows(scopes, 'ingest');
  const messages = await readerMessages();
  const { library, locale, document: words } = messages;
  const view = libraryViewOf(await searchParams);
  const loaded = await loadLibrary(view);
  const number = (value: number) => new Intl.NumberFormat(locale).format(value);
  const link = 'rounded-lg border border-line-strong px-3.5 py-1.5 hover:bg-sunken';

  return (
    <>
      <PageHeader back={{ href: '/', label: words.toSearch }} here="library" />
      <main id="main" className="mx-auto max-w-6xl px-5 pt-9 pb-24 sm:px-8">
        <h1 className="font-serif text-3xl font-semibold sm:text-4xl">{library.heading}</h1>
        {'error' in loaded ? (
          <div role="alert" className="mt-6 max-w-2xl text-ink-soft">
            <p className="font-serif text-xl text-danger">{library.unavailable}</p>
            <p className="mt-1">{reasonIn(messages, loaded.error)}</p>
            <p className="mt-5">
              <Link href="/library" className={link}>
                {library.first}
              </Link>
            </p>
          </div>
        ) : (
          <>
            <p className="mt-2 text-ink-soft">
              {library.holdings(number(loaded.stats.documents), number(loaded.stats.passages))}
              {loaded.stats.versions.embedding > 0 &&
                ` ${library.underWay(number(loaded.stats.versions.embedding))}`}
              {loaded.stats.versions.failed > 0 && (
                <span className="text-danger"> {library.failures(number(loaded.stats.versions.failed))}</span>
              )}
            </p>
            <p className="mt-1 text-sm text-ink-faint">
              {library.addHow} <ShellCommand>npm run ingest -- PATH…</ShellCommand>
            </p>
            {mayChange && <UploadPanel collections={loaded.collections.map(({ value }) => value)} />}
            <div className="mt-7 mb-3 flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
              <LibraryFilters view={view} collections={loaded.collections} />
              <p role="status" className="text-[0.8125rem] text-ink-faint tabular-nums">
                {library.count(number(loaded.page.total))}
              </p>
            </div>
            {loaded.page.items.length === 0 ? (
              <p className="mt-8 text-ink-soft">
                {library.nothing}{' '}
                <Link href="/library" className="text-accent underline underline-offset-4">
                  {library.showAll}
                </Link>
              </p>
            ) : (
              <DocumentTable items={loaded.page.items} mayDelete={mayChange} messages={messages} />
            )}
            {(view.cursor !== '' || loaded.page.nextCursor !== null) && (
              <nav aria-label={library.listLabel} className="mt-6 flex gap-4 text-sm">
                {view.cursor !== '' && (
                  <Link href={libraryAddress({ ...view, cursor: '' })} className={link}>
                    ← {library.first}
                  </Link>
                )}
                {loaded.page.nextCursor !== null && (
                  <Link
                    href={libraryAddress({ ...view, cursor: loaded.page.nextCursor })}
                    prefetch={false}
                    className={link}
                  >
                    {library.next} →
                  </Link>
                )}
              </nav>
            )}
          </>
        )}
      </main>
    </>
  );
}
