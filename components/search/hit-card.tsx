'use client';

import Link from 'next/link';
import { memo, useState } from 'react';
import { dateName, formatName, fileName, languageName } from '@/components/format-names';
import { useMessages } from '@/components/messages/use-messages';
import { IsolatedList } from '@/components/text/isolated-list';
import type { ExplainAnswer } from '@/lib/api/search-answers';
import type { PassageHit, SearchHit } from '@/lib/search/types';
import { bodyStart, excerptOf, marksOf } from './passage-segments';
import { PassageText } from './passage-text';
import { ScoreBar } from './score-bar';
import { WhyPanel } from './why-panel';
import { passageAddress } from './passage-address';
import { SimilarPassages } from './similar-passages';

/** What a citation or the keyboard points at. */
export function hitElementId(documentId: string): string {
  return `hit-${documentId}`;
}

/** One document that was found, with the passage that tells most and, on demand, the others. */
export const HitCard = memo(function HitCard({
  hit,
  query,
  parameters,
  cited,
  flash,
}: {
  hit: SearchHit;
  query: string;
  /** Parameters of the search, for asking why it is here. */
  parameters: string;
  /** A citation of the summary that is pointed at leads here. */
  cited: boolean;
  /** The passage a citation jumped to: shown in full and lit up. */
  flash: { passageId: number; at: number } | null;
}) {
  const messages = useMessages();
  const { document, passages, explanation, rank, strength } = hit;
  const [opened, setOpened] = useState(false);
  const [explained, setExplained] = useState(false);
  const [alike, setAlike] = useState(false);
  const [judged, setJudged] = useState<ExplainAnswer | null>(null);
  const [seenFlash, setSeenFlash] = useState(flash);
  if (flash !== seenFlash) {
    setSeenFlash(flash);
    if (flash !== null && flash.passageId !== passages[0]?.id) setOpened(true);
  }
  const elementId = hitElementId(document.id);
  const [found, ...others] = passages;
  if (found === undefined) return null;
  const first = withBestSentence(found, query, judged);
  const begin = bodyStart(first, document.title, marksOf(first, document));
  const excerpt = excerptOf(first.text, first.bestSentence, begin);
  const hidesText = excerpt.cutBefore || excerpt.cutAfter;

  return (
    <article
      id={elementId}
      aria-labelledby={`${elementId}-title`}
      className={`relative rounded-lg py-7 pr-1 pl-10 transition-colors duration-200 sm:pl-14 ${cited ? 'bg-accent-soft/70 forced-colors:outline' : ''}`}
    >
      <span
        aria-hidden="true"
        className={`absolute top-7 left-1 font-serif text-lg tabular-nums sm:left-3 ${cited ? 'text-accent' : 'text-ink-faint'}`}
      >
        [{rank}]
      </span>
      <header className="flex flex-wrap items-baseline gap-x-4 gap-y-0.5">
        <h3
          id={`${elementId}-title`}
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
        {explanation && (
          <ScoreBar
            explanation={explanation}
            score={hit.score}
            strength={strength}
            open={explained}
            controls={`${elementId}-why`}
            onToggle={() => setExplained(!explained)}
          />
        )}
      </header>
      <Facts document={document} />
      <div id={`${elementId}-why`} hidden={!explained}>
        {explained && explanation && (
          <WhyPanel
            explanation={explanation}
            score={hit.score}
            relevance={hit.relevance}
            parameters={parameters}
            onExplained={setJudged}
          />
        )}
      </div>
      <div className="mt-3 flex flex-col gap-5">
        <Passage
          document={document}
          passage={first}
          whole={opened}
          flash={flash?.passageId === first.id ? flash.at : null}
        />
        {opened &&
          others.map((passage) => (
            <div key={passage.id} className="border-l-2 border-line pl-4">
              <Passage
                document={document}
                passage={passage}
                whole={flash?.passageId === passage.id}
                link={passageAddress(document.id, passage.id, query)}
                flash={flash?.passageId === passage.id ? flash.at : null}
              />
            </div>
          ))}
      </div>
      <div className="mt-2.5 flex flex-wrap gap-x-6 text-[0.8125rem]">
        {(others.length > 0 || hidesText) && (
          <button
            type="button"
            aria-expanded={opened}
            onClick={() => setOpened(!opened)}
            className="rounded-sm py-1 font-medium text-accent hover:underline"
          >
            {opened
              ? messages.results.less
              : others.length > 0
                ? messages.results.more(others.length)
                : messages.results.whole}
            <span className="sr-only">
              : <bdi>{document.title}</bdi>
            </span>
          </button>
        )}
        <button
          type="button"
          aria-expanded={alike}
          onClick={() => setAlike(!alike)}
          className="rounded-sm py-1 text-ink-faint hover:text-accent hover:underline"
        >
          {alike ? messages.results.similarLess : messages.results.similar}
          <span className="sr-only">
            : <bdi>{document.title}</bdi>
          </span>
        </button>
      </div>
      {alike && <SimilarPassages passageId={first.id} query={query} />}
    </article>
  );
});

/** The sentence that words and meaning hold for the best, once it is known, is the one that is marked. */
function withBestSentence(found: PassageHit, query: string, judged: ExplainAnswer | null): PassageHit {
  if (judged?.query !== query || judged.passage.id !== found.id) return found;
  return { ...found, bestSentence: judged.passage.bestSentence };
}

/** What it belongs to and what it is. */
function Facts({ document }: { document: SearchHit['document'] }) {
  const { locale } = useMessages();
  const facts = [
    document.collection === 'default' ? null : document.collection,
    formatName(document.mediaType),
    document.language === 'und' ? null : languageName(document.language, locale),
    document.date === null ? null : dateName(document.date, locale),
    ...document.tags.slice(0, 3).map((tag) => `#${tag}`),
  ].filter((fact) => fact !== null);
  return (
    <p className="mt-1 text-[0.8125rem] leading-relaxed text-ink-faint">
      <IsolatedList parts={facts} className="whitespace-nowrap" />
    </p>
  );
}

/** A passage under the path that leads to it: file, headings, page. */
function Passage({
  document,
  passage,
  whole,
  link,
  flash,
}: {
  document: SearchHit['document'];
  passage: PassageHit;
  whole: boolean;
  link?: string;
  flash: number | null;
}) {
  const { results } = useMessages();
  // A document's own title heads the card already.
  const headings = passage.headingPath.filter((heading) => heading !== document.title);
  const parts = [
    fileName(document.uri),
    ...headings,
    ...(passage.page === null ? [] : [results.page(passage.page)]),
  ];
  const where = <IsolatedList parts={parts} separator=" › " />;
  return (
    <div
      key={flash}
      id={`found-${passage.id}`}
      className={flash === null ? '' : 'flashed -mx-3 rounded-md px-3'}
    >
      <p dir="auto" title={document.uri} className="mb-0.5 truncate text-[0.8125rem] text-ink-faint">
        {link === undefined ? (
          where
        ) : (
          <Link href={link} prefetch={false} className="hover:text-accent hover:underline">
            {where}
          </Link>
        )}
      </p>
      <PassageText document={document} passage={passage} whole={whole} />
    </div>
  );
}
