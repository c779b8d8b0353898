'use client';

import { useEffect, useReducer } from 'react';
import { reasonOf, summary } from '@/lib/client/api-client';
import type { Reason } from '@/lib/errors';
import type { SummaryEvent, SummarySentence } from '@/lib/summarize/types';

export interface SummaryState {
  /** The request this belongs to; empty for none. */
  key: string;
  phase: 'idle' | 'reading' | 'writing' | 'done' | 'failed';
  /** Checked sentences, in order. */
  sentences: SummarySentence[];
  /** What is being written and is not checked yet. */
  draft: string;
  /** Passage id to the document it is in, for every passage that may be cited. */
  documents: ReadonlyMap<number, string>;
  done: Extract<SummaryEvent, { type: 'done' }> | null;
  error: Reason | null;
}

const IDLE: SummaryState = {
  key: '',
  phase: 'idle',
  sentences: [],
  draft: '',
  documents: new Map(),
  done: null,
  error: null,
};

type Action =
  | { type: 'start'; key: string }
  | { type: 'event'; key: string; event: SummaryEvent }
  | { type: 'failed'; key: string; error: Reason };

/** Milliseconds of calm before GPT-2 starts: it should not begin a summary for half a word. */
const CALM_MS = 450;

/**
 * The summary named by `key` as it is written; a new key stops the one before.
 *
 * @param key parameters of GET /api/v1/summary as text; empty asks for none
 */
export function useSummary(key: string): SummaryState {
  const [state, dispatch] = useReducer(reduce, IDLE);

  useEffect(() => {
    if (key === '') return;
    const abort = new AbortController();
    const timer = setTimeout(async () => {
      dispatch({ type: 'start', key });
      try {
        for await (const event of summary(new URLSearchParams(key), abort.signal))
          dispatch({ type: 'event', key, event });
      } catch (thrown) {
        if (abort.signal.aborted) return;
        dispatch({ type: 'failed', key, error: reasonOf(thrown) });
      }
    }, CALM_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [key]);

  return state.key === key ? state : IDLE;
}

function reduce(state: SummaryState, action: Action): SummaryState {
  if (action.type === 'start') return { ...IDLE, key: action.key, phase: 'reading' };
  if (action.key !== state.key) return state;
  if (action.type === 'failed') return { ...state, phase: 'failed', draft: '', error: action.error };
  const { event } = action;
  switch (event.type) {
    case 'spine':
      return {
        ...state,
        phase: 'writing',
        documents: new Map(event.sentences.map(({ passageId, documentId }) => [passageId, documentId])),
      };
    case 'token':
      return { ...state, draft: state.draft + event.text };
    case 'sentence':
      return { ...state, draft: '', sentences: [...state.sentences, event.sentence] };
    case 'done':
      return { ...state, phase: 'done', draft: '', done: event };
    case 'error':
      return { ...state, phase: 'failed', draft: '', error: { ...event, message: event.detail } };
    default:
      return state;
  }
}
