'use client';

import { useEffect, useState } from 'react';
import { useMessages } from '@/components/messages/use-messages';
import { isMarkdown, withoutMarks } from '@/components/text/markdown-marks';
import type { ExplainAnswer } from '@/lib/api/search-answers';
import { explain } from '@/lib/client/api-client';

/** Below the first a sentence has nothing to do with the query, from the last on it answers it (all-MiniLM-L6-v2). */
const STEPS = [0.15, 0.3, 0.42, 0.54, 0.66];
const HEAT = ['', 'heat-1', 'heat-2', 'heat-3', 'heat-4', 'heat-5'];

/**
 * The sentences of a passage, coloured by how near each is to the query; asked for when it is first shown, since every
 * sentence has to be embedded.
 *
 * @param parameters of GET /api/v1/explain as text, without the passage
 * @param onExplained hears what was found; the same function at every call
 */
export function SentenceHeat({
  passageId,
  parameters,
  onExplained,
}: {
  passageId: number;
  parameters: string;
  onExplained: (found: ExplainAnswer) => void;
}) {
  const { match, results } = useMessages();
  const [found, setFound] = useState<ExplainAnswer | 'failed' | null>(null);

  useEffect(() => {
    const abort = new AbortController();
    const asked = new URLSearchParams(parameters);
    asked.set('passage', String(passageId));
    explain(asked, abort.signal).then(
      (answer) => {
        setFound(answer);
        onExplained(answer);
      },
      () => {
        if (!abort.signal.aborted) setFound('failed');
      },
    );
    return () => abort.abort();
  }, [passageId, parameters, onExplained]);

  if (found === null || found === 'failed')
    return (
      <p role="status" className="mt-3 text-ink-faint">
        {found === null ? results.searching : match.heatFailed}
      </p>
    );
  const { passage, document, sentences } = found;
  const plain = isMarkdown(passage.text, document.mediaType) ? withoutMarks : (text: string) => text;
  const readable = sentences.some(({ similarity }) => similarity !== null);
  return (
    <div className="mt-3 border-t border-line pt-2.5">
      <h4 className="font-medium text-ink">{readable ? match.heatMeaning : match.heatWords}</h4>
      <ol className="mt-1.5 flex flex-col gap-1">
        {sentences.map((sentence) => {
          const { start, end, similarity, words } = sentence;
          const value = similarity ?? words;
          const best = start === passage.bestSentence.start;
          return (
            <li key={start} className="flex items-baseline gap-3">
              <span
                className={`w-9 shrink-0 text-right tabular-nums ${best ? 'font-semibold text-ink' : ''}`}
              >
                {value.toFixed(2)}
              </span>
              <span
                dir="auto"
                className={`min-w-0 rounded-sm px-1.5 py-0.5 font-serif text-[0.9375rem] leading-normal text-ink ${HEAT[stepOf(value)]}`}
              >
                {plain(passage.text.slice(start, end)).replace(/\s+/g, ' ').trim()}
              </span>
              {best && <span className="sr-only">{results.bestSentence}</span>}
            </li>
          );
        })}
      </ol>
    </div>
  );
}

function stepOf(value: number): number {
  return STEPS.filter((bound) => value >= bound).length;
}
