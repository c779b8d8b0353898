import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { readerLocale } from '@/app/reader-messages';
import { OperationSection } from '@/components/docs/operation-section';
import { TextLink } from '@/components/docs/text-link';
import { messagesOf } from '@/components/messages/messages';
import { referenceWords } from '@/components/messages/reference';
import { PageHeader } from '@/components/site/page-header';
import { openapiDocument } from '@/lib/api/openapi/document';
import { OPERATIONS } from '@/lib/api/openapi/operations';
import { isSecure } from '@/lib/api/session';
import { VERSION } from '@/lib/version';

export async function generateMetadata(): Promise<Metadata> {
  return { title: referenceWords(await readerLocale()).api.title };
}

/** The reference of the API, made of the same schemas that validate what it is asked. */
export default async function ApiPage() {
  const locale = await readerLocale();
  const words = referenceWords(locale);
  const asked = await headers();
  const server = `${isSecure(asked) ? 'https' : 'http'}://${asked.get('host') ?? '127.0.0.1:3000'}`;
  const { tags, paths } = openapiDocument(VERSION);
  const groups = tags.map(({ name }) => ({ name, operations: OPERATIONS.filter(({ tag }) => tag === name) }));
  return (
    <>
      <PageHeader back={{ href: '/', label: messagesOf(locale).document.toSearch }} here="docs" />
      <div className="mx-auto grid max-w-6xl gap-x-14 px-5 pt-10 pb-24 sm:px-8 lg:grid-cols-[13rem_minmax(0,1fr)]">
        <nav
          aria-label={words.api.contents}
          className="hidden self-start text-sm lg:sticky lg:top-20 lg:block lg:max-h-[calc(100dvh-6rem)] lg:overflow-y-auto"
        >
          {groups.map(({ name, operations }) => (
            <div key={name} className="mb-5">
              <p className="mb-1 font-semibold text-ink-soft">{words.api.groups[name]}</p>
              <ul>
                {operations.map((operation) => (
                  <li key={operation.id}>
                    <a
                      href={`#${operation.id}`}
                      className="block rounded-sm py-0.5 text-ink-soft hover:text-accent"
                    >
                      {words.operation.named(operation).summary}
                    </a>
                  </li>
                ))}
              </ul>
            </div>
          ))}
          <a href="/docs/schemas" className="rounded-sm font-semibold text-ink-soft hover:text-accent">
            {words.api.schemas}
          </a>
        </nav>
        <main id="main" className="min-w-0">
          <h1 className="font-serif text-3xl font-semibold sm:text-4xl">{words.api.heading}</h1>
          <p className="mt-2 max-w-2xl text-ink-soft">
            {words.api.intro({
              problem: (text) => <TextLink href="/docs/schemas#schema-Problem">{text}</TextLink>,
              code: (text) => <TextLink href="/docs/errors">{text}</TextLink>,
              file: (text) => <TextLink href="/api/v1/openapi.json">{text}</TextLink>,
            })}
          </p>
          {words.aboutDescriptions && (
            <p className="mt-2 text-sm text-ink-faint">{words.aboutDescriptions}</p>
          )}
          {groups.map(({ name, operations }) => (
            <div key={name} className="mt-10">
              <h2 className="border-b border-line pb-2 font-serif text-2xl font-semibold">
                {words.api.groups[name]}
              </h2>
              {operations.map((operation) => {
                const described = paths[operation.path]?.[operation.method];
                return described ? (
                  <OperationSection key={operation.id} {...{ operation, described, server, words }} />
                ) : null;
              })}
            </div>
          ))}
        </main>
      </div>
    </>
  );
}
