import { PageHeader } from '@/components/site/page-header';
import { readerMessages } from './reader-messages';

export default async function NotFound() {
  const { errors, document: words } = await readerMessages();
  return (
    <>
      <PageHeader back={{ href: '/', label: words.toSearch }} />
      <main id="main" className="mx-auto max-w-6xl px-5 pt-16 sm:px-8">
        <h1 className="font-serif text-3xl font-semibold">{errors.notFoundHeading}</h1>
        <p className="mt-2 text-ink-soft">{errors.notFound}</p>
      </main>
    </>
  );
}
