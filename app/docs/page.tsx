import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { readerMessages } from '@/app/reader-messages';
import { OperationSection } from '@/components/docs/operation-section';
import { PageHeader } from '@/components/site/page-header';
import { openapiDocument } from '@/lib/api/openapi/document';
import { OPERATIONS } from '@/lib/api/openapi/operations';
import { isSecure } from '@/lib/api/session';
import { VERSION } from '@/lib/version';

export const metadata: Metadata = { title: 'API · Recollect' };

/** The reference of the API, made of the same schemas that validate what it is asked. */
export default async function ApiPage() {
  const { document: words } = await readerMessages();
  const asked = await headers();
  const server = `${isSecure(asked) ? 'https' : 'http'}://${asked.get('host') ?? '127.0.0.1:3000'}`;
  const { tags, paths } = openapiDocument(VERSION);
  const groups = tags.map(({ name }) => ({ name, operations: OPERATIONS.filter(({ tag }) => tag === name) }));
  return (
    <>
      <PageHeader back={{ href: '/', label: words.toSearch }} here="docs" />
      <div className="mx-auto grid max-w-6xl gap-x-14 px-5 pt-10 pb-24 sm:px-8 lg:grid-cols-[13rem_minmax(0,1fr)]">
        <nav
          aria-label="Reference"
          lang="en"
          className="hidden self-start text-sm lg:sticky lg:top-20 lg:block lg:max-h-[calc(100dvh-6rem)] lg:overflow-y-auto"
        >
          {groups.map(({ name, operations }) => (
            <div key={name} className="mb-5">
              <p className="mb-1 font-semibold text-ink-soft">{name}</p>
              <ul>
                {operations.map(({ id, summary }) => (
                  <li key={id}>
                    <a href={`#${id}`} className="block rounded-sm py-0.5 text-ink-soft hover:text-accent">
                      {summary}
                    </a>
                  </li>
                ))}
              </ul>
            </div>
          ))}
          <a href="/docs/schemas" className="rounded-sm font-semibold text-ink-soft hover:text-accent">
            Schemas
          </a>
        </nav>
        <main id="main" lang="en" className="min-w-0">
          <h1 className="font-serif text-3xl font-semibold sm:text-4xl">The API</h1>
          <p className="mt-2 max-w-2xl text-ink-soft">
            Everything is JSON in UTF-8, summaries and jobs are server-sent events. Errors are problem details
            (RFC 9457,{' '}
            <a
              href="/docs/schemas#schema-Problem"
              className="rounded-sm text-accent underline underline-offset-2"
            >
              Problem
            </a>
            ) with a{' '}
            <a href="/docs/errors" className="rounded-sm text-accent underline underline-offset-2">
              code
            </a>
            . The same description for programs:{' '}
            <a href="/api/v1/openapi.json" className="rounded-sm text-accent underline underline-offset-2">
              openapi.json
            </a>
            .
          </p>
          {groups.map(({ name, operations }) => (
            <div key={name} className="mt-10">
              <h2 className="border-b border-line pb-2 font-serif text-2xl font-semibold">{name}</h2>
              {operations.map((operation) => {
                const described = paths[operation.path]?.[operation.method];
                return described ? (
                  <OperationSection key={operation.id} {...{ operation, described, server }} />
                ) : null;
              })}
            </div>
          ))}
        </main>
      </div>
    </>
  );
}
