'use client';

import { useSearchParams } from 'next/navigation';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { calmAfterKey } from './answer-pace';
import { useAddress } from './use-address';
import { viewOf, type View } from './view-state';

/** All but `view` and `text` are the same functions for as long as the page is there. */
export interface ViewControl {
  /** What is searched for. */
  view: View;
  /** What stands in the search box; ahead of `view` while answers take long. */
  text: string;
  /** Someone typed: searches as soon after the key as answers come. */
  type: (text: string) => void;
  /** Someone chose: searches at once, as a new entry of the history. */
  change: (next: Partial<View>) => void;
  /** Search for what stands in the box now. */
  submit: () => void;
  /** Someone left the box: the address says what is shown. */
  settle: () => void;
}

/** Keeps what is shown and the browser's address the same, the back button included. */
export function useView(): ViewControl {
  const parameters = useSearchParams();
  const [view, setView] = useState<View>(() => viewOf(new URLSearchParams(parameters)));
  const [text, setText] = useState(view.query);
  const address = useAddress();
  const timer = useRef<number>(undefined);
  const now = useRef({ view, text });
  useLayoutEffect(() => {
    now.current = { view, text };
  }, [view, text]);

  useEffect(() => {
    const follow = () => {
      if (window.location.pathname !== '/') return;
      window.clearTimeout(timer.current);
      const next = viewOf(new URLSearchParams(window.location.search));
      setView(next);
      setText(next.query);
    };
    window.addEventListener('popstate', follow);
    return () => {
      window.removeEventListener('popstate', follow);
      window.clearTimeout(timer.current);
    };
  }, []);

  const type = useCallback(
    (query: string) => {
      setText(query);
      const ask = () => {
        const next = { ...now.current.view, query, offset: 0 };
        setView(next);
        address.follow(next);
        // An empty box is the start page, which has an address of its own.
        if (query === '') address.settle();
      };
      window.clearTimeout(timer.current);
      const calm = query === '' ? 0 : calmAfterKey();
      if (calm === 0) ask();
      else timer.current = window.setTimeout(ask, calm);
    },
    [address],
  );

  const change = useCallback(
    (chosen: Partial<View>) => {
      window.clearTimeout(timer.current);
      const next = { ...now.current.view, query: now.current.text, offset: 0, ...chosen };
      setText(next.query);
      setView(next);
      address.open(next);
    },
    [address],
  );

  const submit = useCallback(() => {
    window.clearTimeout(timer.current);
    const next = { ...now.current.view, query: now.current.text, offset: 0 };
    setView(next);
    address.amend(next);
  }, [address]);

  const settle = useCallback(() => address.settle(), [address]);

  return { view, text, type, change, submit, settle };
}
