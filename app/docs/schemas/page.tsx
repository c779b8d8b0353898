import type { Metadata } from 'next';
import { SchemaSection } from '@/components/docs/schema-section';
import { TextLink } from '@/components/docs/text-link';
import { messagesOf } from '@/components/messages/messages';
import { referenceWords } from '@/components/messages/reference';
import { PageHeader } from '@/components/site/page-header';
import { openapiDocument } from '@/lib/api/openapi/document';
import { VERSION } from '@/lib/version';
import { readerLocale } from '../../reader-messages';

export async function generateMetadata(): Promise<Metadata> {
  return { title: referenceWords(await readerLocale()).schemas.title };
}

/** What the API is sent and answers, type by type; names of types lead here. */
export default async function SchemasPage() {
  const locale = await readerLocale();
  const words = referenceWords(locale);
  const schemas = Object.entries(openapiDocument(VERSION).components.schemas);
  schemas.sort(([a], [b]) => (a < b ? -1 : 1));
  return (
    <>
      <PageHeader back={{ href: '/', label: messagesOf(locale).document.toSearch }} here="docs" />
      <main id="main" className="mx-auto max-w-4xl px-5 pt-10 pb-24 sm:px-8">
        <h1 className="font-serif text-3xl font-semibold">{words.schemas.heading}</h1>
        <p className="mt-2 text-ink-soft">
          {words.schemas.intro((text) => (
            <TextLink href="/docs">{text}</TextLink>
          ))}
        </p>
        {words.aboutDescriptions && <p className="mt-2 text-sm text-ink-faint">{words.aboutDescriptions}</p>}
        <div className="mt-6">
          {schemas.map(([name, schema]) => (
            <SchemaSection key={name} name={name} schema={schema} words={words} />
          ))}
        </div>
      </main>
    </>
  );
}
