'use client';

import { useEffect, useState } from 'react';
import { examination, examine, reasonOf } from '@/lib/client/api-client';
import type { Reason } from '@/lib/errors';
import type { ExaminationState } from '@/lib/examination/types';

/** Milliseconds between two questions whether it has ended; longer after one that was not answered. */
const ASK_AGAIN = 700;
const ASK_AFTER_FAILURE = 5_000;

interface News {
  /** null before the first answer. */
  state: ExaminationState | null;
  /** Why the last question was not answered. */
  failure: Reason | null;
}

/** The server's examination of itself, asked for again as long as one is at work, whoever started it. */
export function useExamination(): News & { start: () => Promise<void> } {
  const [news, setNews] = useState<News>({ state: null, failure: null });

  useEffect(() => {
    const { state, failure } = news;
    const first = state === null && failure === null;
    if (!first && !state?.runningSince) return;
    const abort = new AbortController();
    const ask = async () => {
      try {
        setNews({ state: await examination(abort.signal), failure: null });
      } catch (thrown) {
        if (!abort.signal.aborted) setNews({ state, failure: reasonOf(thrown) });
      }
    };
    const timer = window.setTimeout(ask, first ? 0 : failure ? ASK_AFTER_FAILURE : ASK_AGAIN);
    return () => {
      window.clearTimeout(timer);
      abort.abort();
    };
  }, [news]);

  const start = async () => {
    try {
      setNews({ state: await examine(), failure: null });
    } catch (thrown) {
      const failure = reasonOf(thrown);
      setNews(({ state }) => ({ state, failure }));
    }
  };
  return { ...news, start };
}
