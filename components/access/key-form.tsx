'use client';

import { useId, useState, type FormEvent } from 'react';
import { reasonIn } from '@/components/messages/reasons';
import { useMessages } from '@/components/messages/use-messages';
import { reasonOf, signIn } from '@/lib/client/api-client';
import type { Reason } from '@/lib/errors';

/** Asks for a key and gives it to the server, which lets the browser keep it where no script can read it. */
export function KeyForm({ refused, onSignedIn }: { refused: string; onSignedIn: () => void }) {
  const messages = useMessages();
  const { access } = messages;
  const field = useId();
  const [busy, setBusy] = useState(false);
  const [reason, setReason] = useState<Reason>({ code: refused, message: '' });

  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const key = String(new FormData(event.currentTarget).get('key')).trim();
    if (key === '') return;
    setBusy(true);
    try {
      await signIn(key);
      onSignedIn();
    } catch (thrown) {
      setReason(reasonOf(thrown));
    } finally {
      setBusy(false);
    }
  };

  return (
    <form onSubmit={(event) => void send(event)}>
      <p className="text-ink-soft">{access.why}</p>
      <label htmlFor={field} className="mt-5 block text-sm text-ink-soft">
        {access.label}
      </label>
      <input
        id={field}
        name="key"
        type="password"
        required
        maxLength={200}
        autoComplete="current-password"
        spellCheck={false}
        placeholder="rk_…"
        className="mt-1.5 w-full rounded-lg border border-line-strong bg-surface px-3 py-2 font-mono text-sm text-ink"
      />
      {reason.code !== 'key_missing' && (
        <p role="alert" className="mt-3 text-sm text-danger">
          {reason.code === 'key_expired'
            ? access.expired
            : reason.code === 'key_invalid'
              ? access.invalid
              : `${access.failed} ${reasonIn(messages, reason)}`}
        </p>
      )}
      <button
        type="submit"
        disabled={busy}
        className="mt-6 rounded-lg bg-accent px-4 py-2 text-sm font-medium text-on-accent hover:opacity-90 disabled:opacity-60"
      >
        {access.submit}
      </button>
    </form>
  );
}
