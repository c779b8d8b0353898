'use client';

import { useSearchParams } from 'next/navigation';
import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { calmAfterKey } from './answer-pace';
import { useAddress } from './use-address';
import { viewOf, type View } from './view-state';

/** All but `view`, `text` and `written` are the same functions for as long as the page is there. */
export interface ViewControl {
  /** What is searched for. */
  view: View;
  /** What stands in the search box; ahead of `view` while answers take long. */
  text: string;
  /** What the address says; behind `view` while someone is typing. */
  written: View;
  /** Someone typed: searches as soon after the key as answers come. */
  type: (text: string) => void;
  /** Someone chose: searches at once, as a new entry of the history. */
  change: (next: Partial<View>) => void;
  /** Search for what stands in the box now. */
  submit: () => void;
  /** Letters of an input method that is composing: no words yet. */
  compose: (text: string) => void;
  /** Someone left the box: what stands there is searched for, and the address says so. */
  settle: () => void;
}

/** Keeps what is shown and the browser's address the same, the back button included. */
export function useView(): ViewControl {
  const parameters = useSearchParams();
  const [view, setView] = useState<View>(() => viewOf(new URLSearchParams(parameters)));
  const [text, setText] = useState(view.query);
  const [written, setWritten] = useState(view);
  const address = useAddress(setWritten);
  /** A search that waits for calm. */
  const waiting = useRef<{ timer: number; ask: () => void }>(null);
  const now = useRef({ view, text });
  useLayoutEffect(() => {
    now.current = { view, text };
  }, [view, text]);

  useEffect(() => {
    const follow = () => {
      forget(waiting);
      if (window.location.pathname !== '/') return;
      const next = viewOf(new URLSearchParams(window.location.search));
      setView(next);
      setWritten(next);
      setText(next.query);
    };
    window.addEventListener('popstate', follow);
    return () => {
      window.removeEventListener('popstate', follow);
      forget(waiting);
    };
  }, []);

  const type = useCallback(
    (query: string) => {
      setText(query);
      const ask = () => {
        waiting.current = null;
        const next = { ...now.current.view, query, offset: 0 };
        setView(next);
        address.follow(next);
        // An empty box is the start page, which has an address of its own.
        if (query === '') address.settle();
      };
      forget(waiting);
      const calm = query === '' ? 0 : calmAfterKey();
      if (calm === 0) ask();
      else waiting.current = { timer: window.setTimeout(ask, calm), ask };
    },
    [address],
  );

  const change = useCallback(
    (chosen: Partial<View>) => {
      forget(waiting);
      const next = { ...now.current.view, query: now.current.text, offset: 0, ...chosen };
      setText(next.query);
      setView(next);
      address.open(next);
    },
    [address],
  );

  const submit = useCallback(() => {
    forget(waiting);
    const next = { ...now.current.view, query: now.current.text, offset: 0 };
    setView(next);
    address.submit(next);
  }, [address]);

  const compose = useCallback((letters: string) => {
    forget(waiting);
    setText(letters);
  }, []);

  const settle = useCallback(() => {
    const ask = waiting.current?.ask;
    forget(waiting);
    // Later it would change the address under a page that was gone on to meanwhile.
    ask?.();
    address.settle();
  }, [address]);

  return { view, text, written, type, compose, change, submit, settle };
}

function forget(waiting: RefObject<{ timer: number } | null>): void {
  window.clearTimeout(waiting.current?.timer);
  waiting.current = null;
}
