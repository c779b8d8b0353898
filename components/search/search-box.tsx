'use client';

import { useEffect, type KeyboardEvent, type RefObject } from 'react';
import { useMessages } from '@/components/messages/use-messages';
import { isTyping } from '@/components/site/is-typing';

/** The search box. `/` anywhere comes here, Escape empties it, the down arrow goes on to the results. */
export function SearchBox({
  text,
  busy,
  large,
  input,
  onType,
  onCompose,
  onSubmit,
  onLeave,
  onClear,
  onDown,
}: {
  text: string;
  busy: boolean;
  /** On the start page it is the page; above results it makes room. */
  large: boolean;
  input: RefObject<HTMLInputElement | null>;
  onType: (text: string) => void;
  /** Letters of an input method that is composing (Chinese, Japanese …) are no words yet. */
  onCompose: (text: string) => void;
  onSubmit: () => void;
  onLeave: () => void;
  onClear: () => void;
  onDown: () => void;
}) {
  const { search } = useMessages();

  useEffect(() => {
    const focus = (event: globalThis.KeyboardEvent) => {
      if (event.key !== '/' || event.altKey || event.ctrlKey || event.metaKey || isTyping(event.target))
        return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    };
    window.addEventListener('keydown', focus);
    return () => window.removeEventListener('keydown', focus);
  }, [input]);

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    // Keys of an input method that is composing (Chinese, Japanese …) are not ours.
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      onClear();
    } else if (event.key === 'ArrowDown') {
      event.preventDefault();
      onDown();
    }
  };

  return (
    <form
      role="search"
      action="/"
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
      className="relative min-w-0 grow"
    >
      <label htmlFor="search-box" className="sr-only">
        {search.label}
      </label>
      <Lens busy={busy} />
      <input
        ref={input}
        id="search-box"
        name="q"
        type="text"
        inputMode="search"
        enterKeyHint="search"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        maxLength={2000}
        dir="auto"
        placeholder={search.placeholder}
        aria-keyshortcuts="/"
        value={text}
        onChange={(event) => {
          const { isComposing } = event.nativeEvent as InputEvent;
          (isComposing ? onCompose : onType)(event.target.value);
        }}
        onCompositionEnd={(event) => onType(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        onBlur={onLeave}
        className={`w-full rounded-xl border border-line-strong bg-surface pr-10 font-serif text-ink shadow-raised outline-offset-2 placeholder:text-ink-faint placeholder:italic focus-visible:rounded-xl ${
          large ? 'h-14 pl-12 text-lg sm:h-15 sm:pl-13 sm:text-[1.375rem]' : 'h-12 pl-12 text-lg'
        }`}
      />
      {text === '' ? (
        <kbd
          aria-hidden="true"
          title={search.shortcutHint}
          className="pointer-events-none absolute top-1/2 right-4 hidden -translate-y-1/2 rounded border border-line px-1.5 font-sans text-xs text-ink-faint sm:block"
        >
          /
        </kbd>
      ) : (
        <button
          type="button"
          aria-label={search.clear}
          onClick={onClear}
          className="absolute top-1/2 right-2 flex size-9 -translate-y-1/2 items-center justify-center rounded-lg text-ink-faint hover:text-ink"
        >
          <svg
            aria-hidden="true"
            width="14"
            height="14"
            viewBox="0 0 14 14"
            className="stroke-current"
            fill="none"
            strokeWidth="1.6"
            strokeLinecap="round"
          >
            <path d="M2 2l10 10M12 2L2 12" />
          </svg>
        </button>
      )}
    </form>
  );
}

function Lens({ busy }: { busy: boolean }) {
  return (
    <svg
      aria-hidden="true"
      width="20"
      height="20"
      viewBox="0 0 20 20"
      fill="none"
      strokeWidth="1.7"
      strokeLinecap="round"
      className={`pointer-events-none absolute top-1/2 left-4 -translate-y-1/2 stroke-current ${busy ? 'animate-pulse text-accent transition-colors delay-200 [animation-delay:300ms]' : 'text-ink-faint'}`}
    >
      <circle cx="8.5" cy="8.5" r="5.75" />
      <path d="M13 13l4.5 4.5" />
    </svg>
  );
}
