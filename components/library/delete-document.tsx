'use client';

import { useRouter } from 'next/navigation';
import { useId, useRef, useState } from 'react';
import { useMessages } from '@/components/messages/use-messages';
import { reasonIn } from '@/components/messages/reasons';
import { deleteDocument, reasonOf } from '@/lib/client/api-client';
import type { Reason } from '@/lib/errors';

/** Deletes a document after asking once more. */
export function DeleteDocument({
  id,
  title,
  fromFile,
}: {
  id: string;
  title: string;
  /** Whether there is a file that would bring it back. */
  fromFile: boolean;
}) {
  const messages = useMessages();
  const { library } = messages;
  const router = useRouter();
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  const [state, setState] = useState<'idle' | 'busy' | { failed: Reason }>('idle');

  const remove = async () => {
    setState('busy');
    try {
      await deleteDocument(id);
      dialog.current?.close();
      router.refresh();
    } catch (thrown) {
      // Deleted elsewhere meanwhile: the list is out of date, nothing went wrong.
      if (reasonOf(thrown).code === 'not_found') {
        dialog.current?.close();
        router.refresh();
      } else setState({ failed: reasonOf(thrown) });
    }
  };

  return (
    <>
      <button
        type="button"
        aria-label={library.remove(title)}
        title={library.removeConfirm}
        onClick={() => {
          setState('idle');
          dialog.current?.showModal();
        }}
        className="flex size-8 items-center justify-center rounded-lg text-ink-faint hover:bg-danger-soft hover:text-danger"
      >
        <svg
          aria-hidden="true"
          width="15"
          height="16"
          viewBox="0 0 15 16"
          fill="none"
          strokeWidth="1.4"
          strokeLinecap="round"
          strokeLinejoin="round"
          className="stroke-current"
        >
          <path d="M1.5 4h12M5.5 4V2h4v2M3 4l.8 10h7.4L12 4M6 7v4.5M9 7v4.5" />
        </svg>
      </button>
      <dialog
        ref={dialog}
        aria-labelledby={heading}
        className="m-auto w-[calc(100%-2rem)] max-w-md rounded-xl border border-line bg-surface p-6 text-left text-ink shadow-raised backdrop:bg-[oklch(0.2_0.02_175/0.35)]"
      >
        <h2 id={heading} className="font-serif text-xl font-semibold">
          {library.removeHeading}
        </h2>
        <p dir="auto" className="mt-2 font-serif text-ink">
          {title}
        </p>
        <p className="mt-2 text-sm text-ink-soft">{fromFile ? library.removeFromFile : library.removeSent}</p>
        {typeof state === 'object' && (
          <p role="alert" className="mt-3 text-sm text-danger">
            {library.removeFailed} {reasonIn(messages, state.failed)}
          </p>
        )}
        <div className="mt-6 flex gap-3 text-sm">
          <button
            type="button"
            disabled={state === 'busy'}
            onClick={() => void remove()}
            className="rounded-lg bg-danger px-4 py-2 font-medium text-paper hover:opacity-90 disabled:opacity-60"
          >
            {library.removeConfirm}
          </button>
          <button
            type="button"
            onClick={() => dialog.current?.close()}
            className="rounded-lg border border-line-strong px-4 py-2 hover:bg-sunken"
          >
            {library.removeCancel}
          </button>
        </div>
      </dialog>
    </>
  );
}
