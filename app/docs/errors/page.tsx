import type { Metadata } from 'next';
import { ErrorList } from '@/components/docs/error-list';
import { messagesOf } from '@/components/messages/messages';
import { referenceWords } from '@/components/messages/reference';
import { PageHeader } from '@/components/site/page-header';
import { readerLocale } from '../../reader-messages';

export async function generateMetadata(): Promise<Metadata> {
  return { title: referenceWords(await readerLocale()).errors.title };
}

/** Where the `type` of every problem leads (RFC 9457): what its code means. */
export default async function ErrorsPage() {
  const locale = await readerLocale();
  const { errors: words } = referenceWords(locale);
  return (
    <>
      <PageHeader back={{ href: '/', label: messagesOf(locale).document.toSearch }} />
      <main id="main" className="mx-auto max-w-6xl px-5 pt-10 pb-20 sm:px-8">
        <h1 className="font-serif text-3xl font-semibold">{words.heading}</h1>
        <p className="mt-2 max-w-3xl text-ink-soft">{words.intro}</p>
        <ErrorList words={words} />
      </main>
    </>
  );
}
