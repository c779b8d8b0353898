'use client';

import { useEffect, useId, useRef, useState } from 'react';
import { useMessages } from '@/components/messages/use-messages';
import { onKeyRefused } from '@/lib/client/key-refused';
import { KeyForm } from './key-form';

/** Asks for a key when the one that a page was opened with ends while it is used. */
export function KeyDialog() {
  const { access } = useMessages();
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  const [refused, setRefused] = useState<string | null>(null);

  useEffect(() => onKeyRefused(setRefused), []);
  useEffect(() => {
    if (refused !== null && !dialog.current?.open) dialog.current?.showModal();
  }, [refused]);

  if (refused === null) return null;
  return (
    <dialog
      ref={dialog}
      aria-labelledby={heading}
      onClose={() => setRefused(null)}
      className="m-auto w-[calc(100%-2rem)] max-w-md rounded-xl border border-line bg-surface p-6 text-ink shadow-raised backdrop:bg-[oklch(0.2_0.02_175/0.35)]"
    >
      <h2 id={heading} className="mb-3 font-serif text-xl font-semibold">
        {access.heading}
      </h2>
      {/* The address holds the whole state of a page. */}
      <KeyForm key={refused} refused={refused} onSignedIn={() => window.location.reload()} />
    </dialog>
  );
}
