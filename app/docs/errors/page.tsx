import type { Metadata } from 'next';
import { ErrorList } from '@/components/docs/error-list';
import { PageHeader } from '@/components/site/page-header';
import { readerMessages } from '../../reader-messages';

export const metadata: Metadata = { title: 'Errors · Recollect' };

/** Where the `type` of every problem leads (RFC 9457): what its code means. */
export default async function ErrorsPage() {
  const { document: words } = await readerMessages();
  return (
    <>
      <PageHeader back={{ href: '/', label: words.toSearch }} />
      <main id="main" lang="en" className="mx-auto max-w-6xl px-5 pt-10 pb-20 sm:px-8">
        <h1 className="font-serif text-3xl font-semibold">Errors</h1>
        <p className="mt-2 max-w-3xl text-ink-soft">
          Answers of the API and messages of the commands carry these codes. Words in braces are filled in
          with what happened.
        </p>
        <ErrorList />
      </main>
    </>
  );
}
