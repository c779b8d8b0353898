'use client';

import { Fragment, memo } from 'react';
import { roundedNumber } from '@/components/format-names';
import { reasonIn } from '@/components/messages/reasons';
import { useMessages } from '@/components/messages/use-messages';
import { withoutMarks } from '@/components/text/markdown-marks';
import type { SearchHit } from '@/lib/search/types';
import type { SummarySentence } from '@/lib/summarize/types';
import type { SummaryState } from './use-summary';

export interface CitationTarget {
  documentId: string;
  passageId: number;
}

/** The retold answer: a draft while GPT-2 writes, then sentences that were checked, each with its sources. */
export const SummaryPanel = memo(function SummaryPanel({
  summary,
  hits,
  onPoint,
  onJump,
}: {
  summary: SummaryState;
  hits: readonly SearchHit[];
  /** A citation is under the pointer or has the focus; null when it no longer is. */
  onPoint: (target: CitationTarget | null) => void;
  onJump: (target: CitationTarget) => void;
}) {
  const messages = useMessages();
  const { summary: words } = messages;
  const { phase, sentences, draft } = summary;
  const working = phase === 'idle' || phase === 'reading' || phase === 'writing';
  return (
    <section aria-labelledby="summary-heading" aria-busy={working} className="text-ink">
      <h2
        id="summary-heading"
        className="flex items-baseline justify-between text-[0.8125rem] leading-5 font-semibold tracking-wide text-accent"
      >
        {words.heading}
        {working && (
          <span className="font-normal tracking-normal text-ink-faint">
            {phase === 'writing' ? words.drafting : ''}
          </span>
        )}
      </h2>
      <div
        dir="auto"
        // Above the hits, room is kept for what is being written, so that they do not move under the reader.
        className={`mt-2 font-serif text-[1.1875rem] leading-[1.62] lg:min-h-14 ${working || sentences.length > 0 ? 'min-h-40' : ''}`}
      >
        {phase === 'failed' ? (
          <p className="font-sans text-sm leading-relaxed text-ink-soft">
            {words.failed} {summary.error && reasonIn(messages, summary.error)}
          </p>
        ) : phase === 'done' && sentences.length === 0 ? (
          <p className="font-sans text-sm leading-relaxed text-ink-soft">{words.none}</p>
        ) : (
          <p>
            {sentences.map((sentence) => (
              <Fragment key={sentence.index}>
                <Sentence
                  sentence={sentence}
                  summary={summary}
                  hits={hits}
                  onPoint={onPoint}
                  onJump={onJump}
                />{' '}
              </Fragment>
            ))}
            {working && (
              <span
                aria-hidden="true"
                title={words.draftLabel}
                className="writing text-ink-faint italic"
                data-draft=""
              >
                {draft === '' && sentences.length === 0 ? words.reading : withoutMarks(draft)}
              </span>
            )}
          </p>
        )}
      </div>
      {phase === 'done' && <Colophon summary={summary} />}
      <p role="status" className="sr-only">
        {phase === 'done' ? (sentences.length === 0 ? words.none : words.ready(sentences.length)) : ''}
      </p>
    </section>
  );
});

function Sentence({
  sentence,
  summary,
  hits,
  onPoint,
  onJump,
}: {
  sentence: SummarySentence;
  summary: SummaryState;
  hits: readonly SearchHit[];
  onPoint: (target: CitationTarget | null) => void;
  onJump: (target: CitationTarget) => void;
}) {
  const { summary: words } = useMessages();
  const sources = sourcesOf(sentence, summary.documents, hits);
  const says = withoutMarks(sentence.text);
  const text = sentence.quoted ? (
    <q title={words.quotation} cite={sources[0] && addressOf(sources[0])}>
      {says}
    </q>
  ) : (
    says
  );
  return (
    <span data-summary-sentence="" data-quoted={sentence.quoted}>
      {text}
      {sentence.quoted && (
        <span className="ml-1 font-sans text-xs text-ink-faint">({words.quotationShort})</span>
      )}
      {sources.map((source) => (
        <Fragment key={source.documentId}>
          {/* Keeps the number on the line of the words it belongs to. */}
          {'\u2060'}
          <a
            href={source.rank === null ? addressOf(source) : `#found-${source.passageId}`}
            aria-label={words.citation(source.rank ?? source.number, source.title)}
            title={source.title}
            onPointerEnter={() => onPoint(source)}
            onPointerLeave={() => onPoint(null)}
            onFocus={() => onPoint(source)}
            onBlur={() => onPoint(null)}
            onClick={(event) => {
              if (source.rank === null) return;
              event.preventDefault();
              onJump(source);
            }}
            className="ml-0.5 rounded px-0.5 align-[0.22em] whitespace-nowrap font-sans text-xs leading-5 font-medium text-accent tabular-nums hover:bg-accent-soft"
          >
            [{source.rank ?? source.number}]
          </a>
        </Fragment>
      ))}
    </span>
  );
}

interface Source extends CitationTarget {
  /** The hit's rank, when it is on this page. */
  rank: number | null;
  number: number;
  title: string;
}

/** The documents behind a sentence, each once, numbered as the hits are. */
function sourcesOf(
  sentence: SummarySentence,
  documents: ReadonlyMap<number, string>,
  hits: readonly SearchHit[],
): Source[] {
  const sources = new Map<string, Source>();
  for (const passageId of sentence.citations) {
    const hit = hits.find(
      ({ document, passages }) =>
        document.id === documents.get(passageId) || passages.some(({ id }) => id === passageId),
    );
    const documentId = hit?.document.id ?? documents.get(passageId);
    if (documentId === undefined || sources.has(documentId)) continue;
    sources.set(documentId, {
      documentId,
      passageId,
      rank: hit?.rank ?? null,
      number: hits.length + sources.size + 1,
      title: hit?.document.title ?? documentId,
    });
  }
  return [...sources.values()].sort((a, b) => (a.rank ?? a.number) - (b.rank ?? b.number));
}

function addressOf({ documentId, passageId }: CitationTarget): string {
  return `/documents/${encodeURIComponent(documentId)}#passage-${passageId}`;
}

/** Who wrote it and what was done to it. */
function Colophon({ summary }: { summary: SummaryState }) {
  const { summary: words, locale } = useMessages();
  if (summary.done === null || summary.sentences.length === 0) return null;
  const { model, dropped } = summary.done;
  return (
    <p className="mt-4 border-t border-line pt-3 text-[0.8125rem] leading-relaxed text-ink-faint">
      {words.writtenBy(model.id, roundedNumber(model.parameters, locale))}
      {dropped > 0 && ` ${words.dropped(dropped)}`}
    </p>
  );
}
