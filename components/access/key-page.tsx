'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { useMessages } from '@/components/messages/use-messages';
import { LanguageSwitch } from '@/components/site/language-switch';
import { Wordmark } from '@/components/site/wordmark';
import { session } from '@/lib/client/api-client';
import { KeyForm } from './key-form';

/** Stands in place of every page for whoever has no key; with one, the page itself takes its place. */
export function KeyPage({ refused }: { refused: string }) {
  const { access } = useMessages();
  const router = useRouter();

  useEffect(() => {
    // Whoever comes by a link of another site has a key that the browser did not send along that way.
    const abort = new AbortController();
    session(abort.signal).then(
      ({ scopes }) => {
        if (scopes.length > 0) router.refresh();
      },
      (thrown: unknown) => {
        // Sending the form says so too.
        if (!abort.signal.aborted) console.warn(thrown);
      },
    );
    return () => abort.abort();
  }, [router]);

  return (
    <main id="main" className="mx-auto max-w-md px-5 pt-[max(4rem,13vh)] pb-16">
      <div className="flex items-baseline justify-between text-sm text-ink-soft">
        <Wordmark />
        <LanguageSwitch />
      </div>
      <h1 className="mt-8 mb-3 font-serif text-2xl font-semibold">{access.heading}</h1>
      <KeyForm refused={refused} onSignedIn={() => router.refresh()} />
    </main>
  );
}
