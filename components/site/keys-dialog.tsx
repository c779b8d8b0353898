'use client';

import { useEffect, useId, useRef } from 'react';
import { useMessages } from '@/components/messages/use-messages';
import { isTyping } from './is-typing';

/** A small button, and the key `?`, that show which keys there are. Not for fingers. */
export function KeysDialog() {
  const { keys } = useMessages();
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();

  useEffect(() => {
    const show = (event: KeyboardEvent) => {
      if (event.key !== '?' || event.altKey || event.ctrlKey || event.metaKey || isTyping(event.target))
        return;
      event.preventDefault();
      if (!dialog.current?.open) dialog.current?.showModal();
    };
    window.addEventListener('keydown', show);
    return () => window.removeEventListener('keydown', show);
  }, []);

  return (
    <>
      <button
        type="button"
        aria-label={keys.show}
        aria-keyshortcuts="?"
        title={keys.show}
        onClick={() => dialog.current?.showModal()}
        className="flex size-6 items-center justify-center rounded-full border border-line-strong text-xs text-ink-faint hover:border-ink-soft hover:text-ink pointer-coarse:hidden"
      >
        ?
      </button>
      <dialog
        ref={dialog}
        aria-labelledby={heading}
        onClick={(event) => {
          // A click on the dialog's own area is one beside its content.
          if (event.target === event.currentTarget) event.currentTarget.close();
        }}
        className="m-auto w-[calc(100%-2rem)] max-w-md rounded-xl border border-line bg-surface p-0 text-ink shadow-raised backdrop:bg-[oklch(0.2_0.02_175/0.35)]"
      >
        <div className="p-6">
          <h2 id={heading} className="mb-4 font-serif text-xl font-semibold">
            {keys.heading}
          </h2>
          <dl className="grid grid-cols-[auto_1fr] items-baseline gap-x-5 gap-y-2.5 text-sm">
            {keys.list.map(([key, what]) => (
              <div key={key} className="contents">
                <dt>
                  <kbd className="rounded border border-line-strong px-2 py-0.5 font-sans text-xs text-ink">
                    {key}
                  </kbd>
                </dt>
                <dd className="text-ink-soft">{what}</dd>
              </div>
            ))}
          </dl>
          <button
            type="button"
            onClick={() => dialog.current?.close()}
            className="mt-6 rounded-lg border border-line-strong px-3.5 py-1.5 text-sm hover:bg-sunken"
          >
            {keys.close}
          </button>
        </div>
      </dialog>
    </>
  );
}
