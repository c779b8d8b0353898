'use client';

import { useMessages } from '@/components/messages/use-messages';
import type { ExplainAnswer } from '@/lib/api/search-answers';
import type { Explanation } from '@/lib/search/types';
import { DOT, isRankedByAnother, measured, namesOf, two } from './evidence';
import { SentenceHeat } from './sentence-heat';

/**
 * Why a hit stands where it stands: the parts of the score of its first passage, list by list, which add up to it; whether
 * another passage ranks it; how likely it is to answer; and its sentences, coloured by what speaks for them.
 */
export function WhyPanel({
  explanation,
  score,
  relevance,
  parameters,
  onExplained,
}: {
  explanation: Explanation;
  /** Of the document: that of its best passage. */
  score: number;
  /** Probability, 0 to 1. */
  relevance: number;
  /** Parameters of the search. */
  parameters: string;
  /** Hears what is known of its sentences; the same function at every call. */
  onExplained: (found: ExplainAnswer) => void;
}) {
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
      {isRankedByAnother(score, explanation) && <p>{match.rankedBy(two(score))}</p>}
      <p>{match.relevance(Math.round(relevance * 100))}</p>
      <p className="mt-1 text-ink-faint">{match.scale}</p>
      <SentenceHeat passageId={explanation.passageId} parameters={parameters} onExplained={onExplained} />
    </div>
  );
}
