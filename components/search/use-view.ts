'use client';

import { useSearchParams } from 'next/navigation';
import { useCallback, useEffect, useRef, useState } from 'react';
import { calmAfterKey } from './answer-pace';
import { addressOf, viewOf, type View } from './view-state';

/** Milliseconds between two keys after which the next one starts a new entry of the history. */
const BURST_MS = 1500;

export interface ViewControl {
  /** What is searched for: what the address says. */
  view: View;
  /** What stands in the search box; ahead of `view` while someone is typing. */
  text: string;
  /** Someone typed: searches shortly after the last key. One burst of typing is one entry of the history. */
  type: (text: string) => void;
  /** Someone chose: searches at once, as a new entry of the history. */
  change: (next: Partial<View>) => void;
  /** Search for what stands in the box now. */
  submit: () => void;
}

/** Keeps what is shown and the browser's address the same, the back button included. */
export function useView(): ViewControl {
  const parameters = useSearchParams();
  const [view, setView] = useState<View>(() => viewOf(new URLSearchParams(parameters)));
  const [text, setText] = useState(view.query);
  const typing = useRef<{ timer: number | undefined; lastWrite: number }>({ timer: undefined, lastWrite: 0 });

  const show = useCallback((next: View, entry: 'new' | 'same') => {
    window.clearTimeout(typing.current.timer);
    setView(next);
    const address = addressOf(next);
    if (address === window.location.pathname + window.location.search) return;
    if (entry === 'new') window.history.pushState(null, '', address);
    else window.history.replaceState(null, '', address);
  }, []);

  useEffect(() => {
    const { current } = typing;
    const follow = () => {
      if (window.location.pathname !== '/') return;
      window.clearTimeout(current.timer);
      current.lastWrite = 0;
      const next = viewOf(new URLSearchParams(window.location.search));
      setView(next);
      setText(next.query);
    };
    window.addEventListener('popstate', follow);
    return () => {
      window.removeEventListener('popstate', follow);
      window.clearTimeout(current.timer);
    };
  }, []);

  const type = (next: string) => {
    setText(next);
    const write = () => {
      const now = performance.now();
      const sameBurst = now - typing.current.lastWrite < BURST_MS;
      typing.current.lastWrite = now;
      show({ ...view, query: next, offset: 0 }, sameBurst ? 'same' : 'new');
    };
    window.clearTimeout(typing.current.timer);
    if (next === '') write();
    else typing.current.timer = window.setTimeout(write, calmAfterKey());
  };

  const change = (next: Partial<View>) => {
    typing.current.lastWrite = 0;
    const merged = { ...view, query: text, offset: 0, ...next };
    setText(merged.query);
    show(merged, 'new');
  };

  const submit = () => {
    typing.current.lastWrite = 0;
    show({ ...view, query: text, offset: 0 }, 'same');
  };

  return { view, text, type, change, submit };
}
