import type { PassageHit, SearchHit } from '@/lib/search/types';
import { bodyStart, excerptOf, marksOf, segmentsOf } from './passage-segments';

/**
 * A passage as it was found: matched words under a marker, the best sentence in full ink, the rest softer.
 * The text is only ever text: Markdown's marks are left out, and nothing is taken as markup.
 */
export function PassageText({
  document,
  passage,
  whole,
}: {
  document: SearchHit['document'];
  passage: PassageHit;
  whole: boolean;
}) {
  const { text, highlights, bestSentence } = passage;
  const marks = marksOf(passage, document);
  const first = bodyStart(passage, document.title, marks);
  const all = { start: first, end: text.length, cutBefore: false, cutAfter: false };
  const shown = whole ? all : excerptOf(text, bestSentence, first);
  const segments = segmentsOf(text, highlights, bestSentence, shown, marks);
  return (
    <p
      dir="auto"
      className={`font-serif text-[1.0625rem] leading-[1.68] text-ink-soft ${whole ? 'whitespace-pre-line' : ''}`}
    >
      {shown.cutBefore && '…\u00a0'}
      {segments.map((segment, index) => {
        const word = segment.marked ? <mark className="marked">{segment.text}</mark> : segment.text;
        if (segment.heading)
          return (
            <b key={index} className="font-semibold text-ink">
              {word}
            </b>
          );
        return segment.best ? (
          <span
            key={index}
            data-best-sentence=""
            className="text-ink underline decoration-accent/35 decoration-[1.5px] underline-offset-[0.28em]"
          >
            {word}
          </span>
        ) : (
          <span key={index}>{word}</span>
        );
      })}
      {shown.cutAfter && '\u00a0…'}
    </p>
  );
}
