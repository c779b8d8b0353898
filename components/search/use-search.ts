'use client';

import { useEffect, useState } from 'react';
import type { SearchAnswer } from '@/lib/api/search-answers';
import { reasonOf, search } from '@/lib/client/api-client';
import type { Reason } from '@/lib/errors';
import { answerGivenUp, answerRefused, answerTook } from './answer-pace';

export interface SearchOutcome {
  /** The request this belongs to: parameters as text; empty for none. */
  key: string;
  answer: SearchAnswer | null;
  error: Reason | null;
}

const NOTHING: SearchOutcome = { key: '', answer: null, error: null };

/**
 * The last answers of this visit, for whoever comes back from a document: the results stand there at once, and so the
 * browser finds the place where the reader was. Asked again by typing, everything is searched for anew.
 */
const recent = new Map<string, SearchOutcome>();
const MOST_RECENT = 20;

function remember(outcome: SearchOutcome): void {
  recent.delete(outcome.key);
  recent.set(outcome.key, outcome);
  const [oldest] = recent.keys();
  if (recent.size > MOST_RECENT && oldest !== undefined) recent.delete(oldest);
}

/**
 * The answer to the request named by `key`.
 *
 * A new key aborts the request before it, and an answer is only ever kept for the key it was asked for, so a late
 * answer to earlier words never replaces a newer one. Until the new answer is there, `outcome` is still the old one
 * and `busy` is true.
 *
 * @param key parameters of GET /api/v1/search as text; empty asks nothing
 * @param initial what the server had already found, if it did
 */
export function useSearch(
  key: string,
  initial: SearchOutcome | null,
): { outcome: SearchOutcome; busy: boolean; retry: () => void } {
  const [outcome, setOutcome] = useState<SearchOutcome>(
    () => (initial?.key === key ? initial : recent.get(key)) ?? initial ?? NOTHING,
  );
  const [attempt, setAttempt] = useState(0);
  const settled = outcome.key === key;

  useEffect(() => {
    if (outcome.answer !== null) remember(outcome);
  }, [outcome]);

  useEffect(() => {
    if (key === '' || settled) return;
    const abort = new AbortController();
    const asked = performance.now();
    let answered = false;
    search(new URLSearchParams(key), abort.signal).then(
      (answer) => {
        answered = true;
        answerTook(performance.now() - asked);
        if (!abort.signal.aborted) setOutcome({ key, answer, error: null });
      },
      (thrown: unknown) => {
        if (abort.signal.aborted) return;
        answered = true;
        const error = reasonOf(thrown);
        if (error.code === 'overloaded' || error.code === 'rate_limited') answerRefused();
        setOutcome({ key, answer: null, error });
      },
    );
    return () => {
      abort.abort();
      if (!answered) answerGivenUp(performance.now() - asked);
    };
    // `attempt` is there to ask the same thing once more.
  }, [key, settled, attempt]);

  const retry = () => {
    setOutcome(NOTHING);
    setAttempt((count) => count + 1);
  };
  if (key === '') return { outcome: NOTHING, busy: false, retry };
  return { outcome, busy: !settled, retry };
}
