'use client';

import { useMessages } from '@/components/messages/use-messages';
import type { Strength } from '@/lib/search/strength';
import type { Explanation, ListEvidence } from '@/lib/search/types';
import { FILL, isRankedByAnother, namesOf, two, type Evidence } from './evidence';

const WIDTH = 72;

/** How much of a hit's score comes from its meaning and how much from its words; a button that shows the arithmetic. */
export function ScoreBar({
  explanation,
  score,
  strength,
  open,
  controls,
  onToggle,
}: {
  explanation: Explanation;
  /** Of the document: that of its best passage. */
  score: number;
  strength: Strength;
  /** Whether the arithmetic is shown. */
  open: boolean;
  /** Id of the element that shows it. */
  controls: string;
  onToggle: () => void;
}) {
  const { match } = useMessages();
  const names = namesOf(match);
  const ranked = isRankedByAnother(score, explanation) ? match.rankedBy(two(score)) : null;
  const parts = explanation.lists.map(({ list, contribution }) => match.part(two(contribution), names[list]));
  const label = match.barLabel(two(explanation.score), parts.join(', '));

  return (
    <button
      type="button"
      aria-expanded={open}
      aria-controls={controls}
      onClick={onToggle}
      title={ranked === null ? match.why : `${match.why} ${ranked}`}
      className="group inline-flex items-center gap-2 rounded-sm py-1 text-[0.8125rem] text-ink-faint hover:text-ink"
    >
      <svg
        role="img"
        aria-label={ranked === null ? label : `${label}. ${ranked}`}
        width={WIDTH}
        height="6"
        viewBox={`0 0 ${WIDTH} 6`}
        className="shrink-0"
      >
        <rect width={WIDTH} height="6" rx="3" className="fill-line" />
        {stacked(explanation.lists).map(({ list, upTo }) => (
          <rect key={list} width={upTo * WIDTH} height="6" rx="3" className={FILL[list]} />
        ))}
      </svg>
      <span className="underline decoration-transparent decoration-1 underline-offset-4 group-hover:decoration-line-strong">
        {match[strength]}
      </span>
    </button>
  );
}

/** Every part drawn from zero up to where it ends, the longest first, so that each lies over the ones after it. */
function stacked(lists: readonly ListEvidence[]): { list: Evidence; upTo: number }[] {
  let sum = 0;
  return lists
    .map(({ list, contribution }) => ({ list, upTo: Math.min(1, (sum += Math.max(0, contribution))) }))
    .reverse();
}
