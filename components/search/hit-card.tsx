'use client';

import Link from 'next/link';
import { useState } from 'react';
import { dateName, formatName, languageName, placeName } from '@/components/format-names';
import { useMessages } from '@/components/messages/use-messages';
import type { PassageHit, SearchHit } from '@/lib/search/types';
import { excerptOf } from './passage-segments';
import { PassageText } from './passage-text';
import { ScoreBar } from './score-bar';

/** What a citation or the keyboard points at. */
export function hitElementId(documentId: string): string {
  return `hit-${documentId}`;
}

/** One document that was found, with its best passage and, on demand, the others. */
export function HitCard({
  hit,
  query,
  cited,
  flash,
}: {
  hit: SearchHit;
  query: string;
  /** A citation of the summary that is pointed at leads here. */
  cited: boolean;
  /** The passage a citation jumped to: shown in full and lit up. */
  flash: { passageId: number; at: number } | null;
}) {
  const messages = useMessages();
  const { document, passages, explanation, rank } = hit;
  const [opened, setOpened] = useState(false);
  const [seenFlash, setSeenFlash] = useState(flash);
  if (flash !== seenFlash) {
    setSeenFlash(flash);
    if (flash !== null && flash.passageId !== passages[0]?.id) setOpened(true);
  }
  const [first, ...others] = passages;
  if (first === undefined) return null;
  const excerpt = excerptOf(first.text, first.bestSentence);
  const hidesText = excerpt.cutBefore || excerpt.cutAfter;

  return (
    <article
      id={hitElementId(document.id)}
      aria-labelledby={`${hitElementId(document.id)}-title`}
      className={`relative rounded-lg py-7 pr-1 pl-10 transition-colors duration-200 sm:pl-14 ${cited ? 'bg-accent-soft/70' : ''}`}
    >
      <span
        aria-hidden="true"
        className={`absolute top-7 left-1 font-serif text-lg tabular-nums sm:left-3 ${cited ? 'text-accent' : 'text-ink-faint'}`}
      >
        [{rank}]
      </span>
      <header className="flex flex-wrap items-baseline gap-x-4 gap-y-0.5">
        <h3
          id={`${hitElementId(document.id)}-title`}
          className="min-w-0 grow basis-64 font-serif text-[1.3rem] leading-snug font-semibold"
        >
          <Link
            href={passageAddress(document.id, first.id, query)}
            prefetch={false}
            data-hit-link=""
            dir="auto"
            className="text-ink decoration-accent/60 decoration-2 underline-offset-[0.2em] hover:text-accent hover:underline"
          >
            {document.title}
          </Link>
        </h3>
        {explanation && <ScoreBar explanation={explanation} query={query} />}
      </header>
      <DocumentLine document={document} />
      <div className="mt-3 flex flex-col gap-5">
        <Passage passage={first} whole={opened} flash={flash?.passageId === first.id ? flash.at : null} />
        {opened &&
          others.map((passage) => (
            <div key={passage.id} className="border-l-2 border-line pl-4">
              <Passage
                passage={passage}
                whole={flash?.passageId === passage.id}
                link={passageAddress(document.id, passage.id, query)}
                flash={flash?.passageId === passage.id ? flash.at : null}
              />
            </div>
          ))}
      </div>
      {(others.length > 0 || hidesText) && (
        <button
          type="button"
          aria-expanded={opened}
          onClick={() => setOpened(!opened)}
          className="mt-2.5 rounded-sm py-1 text-[0.8125rem] font-medium text-accent hover:underline"
        >
          {opened
            ? messages.results.less
            : others.length > 0
              ? messages.results.more(others.length)
              : messages.results.whole}
          <span className="sr-only">: {document.title}</span>
        </button>
      )}
    </article>
  );
}

/** Where it is, what it is, what it belongs to. */
function DocumentLine({ document }: { document: SearchHit['document'] }) {
  const { locale } = useMessages();
  const facts = [
    document.collection === 'default' ? null : document.collection,
    formatName(document.mediaType),
    document.language === 'und' ? null : languageName(document.language, locale),
    document.date === null ? null : dateName(document.date, locale),
    ...document.tags.slice(0, 3).map((tag) => `#${tag}`),
  ].filter((fact) => fact !== null);
  return (
    <p className="mt-1 flex flex-wrap gap-x-2 text-[0.8125rem] text-ink-faint">
      <span dir="auto" className="max-w-full truncate" title={document.uri}>
        {placeName(document.uri)}
      </span>
      {facts.map((fact) => (
        <span key={fact} className="before:mr-2 before:content-['·']">
          <bdi>{fact}</bdi>
        </span>
      ))}
    </p>
  );
}

function Passage({
  passage,
  whole,
  link,
  flash,
}: {
  passage: PassageHit;
  whole: boolean;
  link?: string;
  flash: number | null;
}) {
  const { results } = useMessages();
  const where = [...passage.headingPath, ...(passage.page === null ? [] : [results.page(passage.page)])];
  return (
    <div
      key={flash}
      id={`found-${passage.id}`}
      className={flash === null ? '' : 'flashed -mx-3 rounded-md px-3'}
    >
      {where.length > 0 && (
        <p dir="auto" className="mb-0.5 text-[0.8125rem] text-ink-faint">
          {link === undefined ? (
            where.join(' › ')
          ) : (
            <Link href={link} prefetch={false} className="hover:text-accent hover:underline">
              {where.join(' › ')}
            </Link>
          )}
        </p>
      )}
      <PassageText passage={passage} whole={whole} />
    </div>
  );
}

function passageAddress(documentId: string, passageId: number, query: string): string {
  return `/documents/${encodeURIComponent(documentId)}?${new URLSearchParams({ q: query })}#passage-${passageId}`;
}
