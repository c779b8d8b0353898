'use client';

import Link from 'next/link';
import { useMessages } from '@/components/messages/use-messages';
import { passageAddress } from '@/components/search/passage-address';
import { isMarkdown, markdownMarks, textBetween } from '@/components/text/markdown-marks';
import type { PassageAnswer } from '@/lib/api/answers';

/** CSS pixels. */
const WIDTH = 320;
const BESIDE = 16;
/** Characters shown; Chinese says as much in half of them. */
const SHOWN = 260;
const SHOWN_CJK = 130;
const MANY_CJK = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{8}/;

/** What a point of the map says, beside it. */
export function PassageCard({
  answer,
  pinned,
  query,
  place,
  onClose,
}: {
  answer: PassageAnswer;
  /** Whether it stays, and its links can be reached. */
  pinned: boolean;
  query: string;
  /** Of the point, in a view of this size; CSS pixels. */
  place: { x: number; y: number; width: number; height: number };
  onClose: () => void;
}) {
  const { map } = useMessages();
  const { document, passage } = answer;
  const headings = passage.headingPath.filter((heading) => heading !== document.title).slice(-2);
  const width = Math.min(WIDTH, place.width - 2 * BESIDE);
  const left = place.x + BESIDE + width < place.width ? place.x + BESIDE : place.x - BESIDE - width;
  const below = place.y < place.height / 2;
  return (
    <aside
      aria-live="polite"
      data-card=""
      style={{
        width,
        left: Math.max(BESIDE / 2, Math.min(place.width - width - BESIDE / 2, left)),
        ...(below
          ? { top: Math.max(8, place.y - 12) }
          : { bottom: Math.max(8, place.height - place.y - 12) }),
      }}
      className={`absolute z-10 rounded-lg border border-line bg-surface px-4 py-3 text-sm shadow-raised ${pinned ? '' : 'pointer-events-none'}`}
    >
      <p dir="auto" className={`font-serif text-base leading-snug font-semibold ${pinned ? 'pr-7' : ''}`}>
        {document.title}
      </p>
      <p className="mt-0.5 truncate text-[0.8125rem] text-ink-faint">
        <bdi>{[document.collection, ...headings].join(' › ')}</bdi>
      </p>
      <p dir="auto" className="mt-2 font-serif leading-relaxed text-ink-soft">
        {beginning(answer)}
      </p>
      {pinned && (
        <>
          <p className="mt-2.5">
            <Link
              href={passageAddress(document.id, passage.id, query)}
              prefetch={false}
              className="rounded-sm text-accent underline underline-offset-4"
            >
              {map.open}
            </Link>
          </p>
          <button
            type="button"
            aria-label={map.closeCard}
            onClick={onClose}
            className="absolute top-2 right-2 flex size-7 items-center justify-center rounded-md text-lg leading-none text-ink-faint hover:bg-sunken hover:text-ink"
          >
            <span aria-hidden="true">×</span>
          </button>
        </>
      )}
    </aside>
  );
}

/** How the passage begins, without headings that stand above it already and without marks of Markdown. */
function beginning({ document, passage: { text, headingPath } }: PassageAnswer): string {
  const marks = isMarkdown(text, document.mediaType) ? markdownMarks(text).marks : [];
  const known = new Set([document.title, ...headingPath]);
  const lines = textBetween(text, { start: 0, end: text.length }, marks).split('\n');
  while (lines.length > 1 && (known.has(lines[0]?.trim() ?? '') || lines[0]?.trim() === '')) lines.shift();
  const plain = lines.join(' ').replace(/\s+/g, ' ').trim();
  const most = MANY_CJK.test(plain) ? SHOWN_CJK : SHOWN;
  if (plain.length <= most) return plain;
  const cut = plain.slice(0, most);
  return `${cut.replace(/\s\S*$/, '') || cut}…`;
}
