'use client';

import Link from 'next/link';
import { useEffect, useState } from 'react';
import { useMessages } from '@/components/messages/use-messages';
import { isMarkdown, withoutMarks } from '@/components/text/markdown-marks';
import type { SimilarAnswer } from '@/lib/api/answers';
import { similar } from '@/lib/client/api-client';
import { passageAddress } from './passage-address';

/** Characters of a passage that two lines can show at most. */
const GIST_LENGTH = 360;
/** Passages that are asked for. */
const MOST = 5;

type Item = SimilarAnswer['items'][number];

/** What other documents say nearest to a passage, asked for when it is first shown. */
export function SimilarPassages({ passageId, query }: { passageId: number; query: string }) {
  const { results, match } = useMessages();
  const [found, setFound] = useState<SimilarAnswer | 'failed' | null>(null);

  useEffect(() => {
    const abort = new AbortController();
    similar(passageId, MOST, abort.signal).then(setFound, () => {
      if (!abort.signal.aborted) setFound('failed');
    });
    return () => abort.abort();
  }, [passageId]);

  if (found === null) return <Note>{results.searching}</Note>;
  if (found === 'failed') return <Note>{results.similarFailed}</Note>;
  if (!found.readable) return <Note>{results.similarUnreadable}</Note>;
  if (found.items.length === 0) return <Note>{results.similarNone}</Note>;
  return (
    <ul aria-label={results.similar} className="mt-3 flex flex-col gap-4 border-l-2 border-line pl-4">
      {found.items.map(({ similarity, document, passage }) => (
        <li key={passage.id}>
          <p className="flex flex-wrap items-baseline gap-x-3">
            <Link
              href={passageAddress(document.id, passage.id, query)}
              prefetch={false}
              dir="auto"
              className="font-serif font-semibold text-ink hover:text-accent hover:underline"
            >
              {document.title}
            </Link>
            <span className="text-[0.8125rem] text-ink-faint tabular-nums">
              {match.similarity(similarity.toFixed(2))}
            </span>
          </p>
          <p
            dir="auto"
            className="mt-0.5 line-clamp-2 font-serif text-[0.9375rem] leading-relaxed text-ink-soft"
          >
            {gistOf(passage, document)}
          </p>
        </li>
      ))}
    </ul>
  );
}

function Note({ children }: { children: string }) {
  return (
    <p role="status" className="mt-2 text-[0.8125rem] text-ink-faint">
      {children}
    </p>
  );
}

/** The beginning of a passage, past the headings that lead to it. */
function gistOf({ text, headingPath }: Item['passage'], { title, mediaType }: Item['document']): string {
  const plain = isMarkdown(text, mediaType) ? withoutMarks(text) : text;
  const headings = new Set(['', title, ...headingPath]);
  const lines = plain.split('\n').map((line) => line.trim());
  const first = lines.findIndex((line) => !headings.has(line));
  return lines.slice(Math.max(0, first)).join(' ').replace(/\s+/g, ' ').slice(0, GIST_LENGTH);
}
