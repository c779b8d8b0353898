'use client';

import { useMessages } from '@/components/messages/use-messages';
import type { Explanation, ListEvidence } from '@/lib/search/types';
import type { Strength } from './match-strength';

const WIDTH = 72;

type Evidence = ListEvidence['list'] | 'neighbours';
const FILL: Record<Evidence, string> = {
  semantic: 'fill-accent',
  lexical: 'fill-words',
  neighbours: 'fill-kin',
};
const DOT: Record<Evidence, string> = { semantic: 'bg-accent', lexical: 'bg-words', neighbours: 'bg-kin' };

/** How much of a hit's score comes from its meaning and how much from its words; a button that shows the arithmetic. */
export function ScoreBar({
  explanation,
  strength,
  open,
  controls,
  onToggle,
}: {
  explanation: Explanation;
  strength: Strength;
  /** Whether the arithmetic is shown. */
  open: boolean;
  /** Id of the element that shows it. */
  controls: string;
  onToggle: () => void;
}) {
  const { match } = useMessages();
  const names = namesOf(match);
  const parts = explanation.lists.map(({ list, contribution }) => match.part(two(contribution), names[list]));

  return (
    <button
      type="button"
      aria-expanded={open}
      aria-controls={controls}
      onClick={onToggle}
      title={match.why}
      className="group inline-flex items-center gap-2 rounded-sm py-1 text-[0.8125rem] text-ink-faint hover:text-ink"
    >
      <svg
        role="img"
        aria-label={match.barLabel(two(explanation.score), parts.join(', '))}
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

/** The parts of a hit's score, list by list; they add up to it. */
export function Arithmetic({ explanation }: { explanation: Explanation }) {
  const { match } = useMessages();
  return (
    <div className="mt-2.5 max-w-xl rounded-md bg-sunken px-4 py-3 text-[0.8125rem] leading-relaxed text-ink-soft">
      <table className="w-full border-collapse text-left tabular-nums">
        <thead className="text-ink-faint">
          <tr>
            <th className="pr-4 pb-1 font-normal">{match.list}</th>
            <th className="pb-1 text-right font-normal">{match.worth}</th>
          </tr>
        </thead>
        <tbody>
          {explanation.lists.map((evidence) => (
            <tr key={evidence.list} className="align-baseline">
              <th scope="row" className="py-0.5 pr-4 font-medium text-ink">
                <span className="flex flex-wrap items-baseline gap-x-4">
                  <span className="whitespace-nowrap sm:min-w-32">
                    <span
                      aria-hidden="true"
                      className={`mr-2 inline-block size-2 rounded-full ${DOT[evidence.list]}`}
                    />
                    {namesOf(match)[evidence.list]}
                  </span>
                  <span className="pl-4 font-normal text-ink-soft sm:pl-0 sm:whitespace-nowrap">
                    {measured(match, evidence)}
                  </span>
                </span>
              </th>
              <td className="py-0.5 text-right whitespace-nowrap">
                {match.share(two(evidence.normalised), two(evidence.weight), two(evidence.contribution))}
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr className="border-t border-line text-ink">
            <th scope="row" className="pt-1 font-medium">
              {match.score}
            </th>
            <td className="pt-1 text-right font-medium">{two(explanation.score)}</td>
          </tr>
        </tfoot>
      </table>
      <p className="mt-2">
        {explanation.matchedWords.length > 0
          ? match.matchedWords(explanation.matchedWords.join(', '))
          : match.noWords}
      </p>
      <p className="mt-1 text-ink-faint">{match.scale}</p>
    </div>
  );
}

type MatchWords = ReturnType<typeof useMessages>['match'];

function namesOf(match: MatchWords): Record<Evidence, string> {
  return { semantic: match.meaning, lexical: match.words, neighbours: match.neighbours };
}

/** Where a list has the passage, and what was measured. */
function measured(match: MatchWords, { list, rank, raw }: ListEvidence): string {
  const kind: Evidence = list;
  if (raw === null) return match.absent;
  const value = two(raw);
  if (kind === 'neighbours') return match.meanScore(value);
  const what = kind === 'semantic' ? match.similarity(value) : match.bm25(value);
  return rank === null ? what : `${match.rank(rank)} · ${what}`;
}

function two(value: number): string {
  return value.toFixed(2);
}
