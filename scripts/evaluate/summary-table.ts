import type { SystemResult } from '@/lib/eval/evaluate-summaries';
import type { Interval } from '@/lib/statistics/bootstrap';
import type { SummarySetReport } from './summaries';

/** A set's figures as a Markdown table. */
export function summaryTable({ name, examples, sentences, systems }: SummarySetReport): string[] {
  const asked = sentences === 1 ? 'one sentence' : `${sentences} sentences`;
  return [
    '',
    `## ${name}: ${examples} documents, ${asked}`,
    '',
    '| system | ROUGE-1 [95 %] | ROUGE-2 [95 %] | ROUGE-L | ours better by R-1, R-2 [95 %] | bigrams | numbers | names | unsupported | words | of text | tokens/s | s |',
    `| --- |${' --- |'.repeat(12)}`,
    ...systems.map(row),
    ...systems
      .filter(({ empty }) => empty > 0)
      .map(({ name: system, empty }) => `\n${system}: nothing written for ${empty} of ${examples}.`),
  ];
}

function row(result: SystemResult): string {
  const { behindOurs, tokensPerSecond, secondsPerSummary } = result;
  const cells = [
    result.name,
    interval(result.rouge1),
    interval(result.rouge2),
    result.rougeL.mean.toFixed(1),
    behindOurs ? `${interval(behindOurs.rouge1)}, ${interval(behindOurs.rouge2)}` : '–',
    result.bigramSupport.toFixed(3),
    result.numberSupport.toFixed(3),
    result.nameSupport.toFixed(3),
    String(result.unsupported),
    result.words.toFixed(1),
    `${(100 * result.compression).toFixed(1)} %`,
    tokensPerSecond === null ? '–' : tokensPerSecond.toFixed(0),
    secondsPerSummary === 0 ? '–' : secondsPerSummary.toFixed(2),
  ];
  return `| ${cells.join(' | ')} |`;
}

function interval({ mean, low, high }: Interval): string {
  return `${mean.toFixed(1)} [${low.toFixed(1)}, ${high.toFixed(1)}]`;
}
