'use client';

import { useMessages } from '@/components/messages/use-messages';

/** Shown when a page could not be rendered; the log has the reason under `digest`. */
export default function PageError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  const { errors } = useMessages();
  return (
    <main id="main" className="mx-auto max-w-3xl px-5 pt-24">
      <div role="alert">
        <h1 className="font-serif text-3xl font-semibold text-danger">{errors.pageHeading}</h1>
        {error.digest !== undefined && <p className="mt-2 font-mono text-sm text-ink-soft">{error.digest}</p>}
      </div>
      <button
        type="button"
        onClick={reset}
        className="mt-6 rounded-lg bg-accent px-4 py-2 text-sm font-medium text-on-accent hover:opacity-90"
      >
        {errors.retry}
      </button>
    </main>
  );
}
