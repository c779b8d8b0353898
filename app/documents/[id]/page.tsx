import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { Details } from '@/components/document/details';
import { DocumentBody } from '@/components/document/document-body';
import { Outline } from '@/components/document/outline';
import { PassageFocus } from '@/components/document/passage-focus';
import { Attempt } from '@/components/library/attempt';
import { PageHeader } from '@/components/site/page-header';
import { withVisibleControls } from '@/components/text/visible-controls';
import { isMarkdown } from '@/components/text/markdown-marks';
import { readerAccess, refusedPage } from '@/app/reader-access';
import { readerMessages } from '@/app/reader-messages';
import { runtime } from '@/lib/runtime';
import { getDocument } from '@/lib/store/documents';

interface Parameters {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** Read once for a page and its title. */
const documentOf = cache(async (id: string) => getDocument((await runtime()).store, id));

export async function generateMetadata({ params }: Parameters): Promise<Metadata> {
  if ((await readerAccess()).refused !== null) return {};
  const document = await documentOf((await params).id);
  return document === null ? {} : { title: `${withVisibleControls(document.title)} · Recollect` };
}

export default async function DocumentPage({ params, searchParams }: Parameters) {
  const refused = await refusedPage();
  if (refused) return refused;
  const document = await documentOf((await params).id);
  if (document === null) notFound();
  const messages = await readerMessages();
  const { q } = await searchParams;
  const back =
    typeof q === 'string' && q !== ''
      ? { href: `/?${new URLSearchParams({ q })}`, label: messages.document.back }
      : { href: '/', label: messages.document.toSearch };
  const { text, blocks, title } = document;
  const marked = isMarkdown(text, document.mediaType);
  const passages = document.passages.map(({ id, ordinal, start, end }) => ({ id, ordinal, start, end }));

  return (
    <>
      <PageHeader back={back} />
      <main
        id="main"
        className="mx-auto grid max-w-6xl gap-x-16 px-5 pt-9 pb-32 sm:px-8 lg:grid-cols-[minmax(0,42rem)_minmax(0,1fr)]"
      >
        <article className="min-w-0">
          <h1
            dir="auto"
            className="mb-7 font-serif text-[1.75rem] leading-tight font-semibold text-balance sm:text-4xl"
          >
            {title || messages.document.untitled}
          </h1>
          <Attempt document={document} messages={messages} />
          {(text !== '' || document.attempt === null) && (
            <DocumentBody
              text={text}
              title={title}
              blocks={blocks}
              passages={passages}
              marked={marked}
              messages={messages.document}
            />
          )}
        </article>
        <aside className="mt-12 flex flex-col gap-9 border-t border-line pt-8 lg:sticky lg:top-24 lg:mt-2 lg:max-h-[calc(100vh-8rem)] lg:self-start lg:overflow-y-auto lg:border-0 lg:pt-0">
          <Outline text={text} blocks={blocks} title={title} marked={marked} messages={messages.document} />
          <Details document={document} passages={passages.length} size={document.size} messages={messages} />
        </aside>
        <PassageFocus passages={passages} />
      </main>
    </>
  );
}
