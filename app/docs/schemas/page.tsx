import type { Metadata } from 'next';
import { SchemaSection } from '@/components/docs/schema-section';
import { PageHeader } from '@/components/site/page-header';
import { openapiDocument } from '@/lib/api/openapi/document';
import { VERSION } from '@/lib/version';
import { readerMessages } from '../../reader-messages';

export const metadata: Metadata = { title: 'Schemas · Recollect' };

/** What the API is sent and answers, type by type; names of types lead here. */
export default async function SchemasPage() {
  const { document: words } = await readerMessages();
  const schemas = Object.entries(openapiDocument(VERSION).components.schemas);
  schemas.sort(([a], [b]) => (a < b ? -1 : 1));
  return (
    <>
      <PageHeader back={{ href: '/', label: words.toSearch }} here="docs" />
      <main id="main" lang="en" className="mx-auto max-w-4xl px-5 pt-10 pb-24 sm:px-8">
        <h1 className="font-serif text-3xl font-semibold">Schemas</h1>
        <p className="mt-2 text-ink-soft">
          Types that{' '}
          <a href="/docs" className="rounded-sm text-accent underline underline-offset-2">
            the API
          </a>{' '}
          is sent and answers.
        </p>
        <div className="mt-6">
          {schemas.map(([name, schema]) => (
            <SchemaSection key={name} name={name} schema={schema} />
          ))}
        </div>
      </main>
    </>
  );
}
