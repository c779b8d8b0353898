import type { VariantResult } from '@/lib/eval/evaluate-retrieval';
import type { Interval } from '@/lib/statistics/bootstrap';
import type { SetReport } from './retrieval';

/** A set's figures as a Markdown table, with what they cost below it. */
export function setTable(report: SetReport): string[] {
  const { name, queries, documents, passages, bestSingle, variants, ingest, times } = report;
  const rate = ingest.seconds > 0 ? ingest.passages / ingest.seconds : 0;
  const took = (mode: keyof typeof times) => `${mode} ${ms(times[mode].median)} (p95 ${ms(times[mode].p95)})`;
  return [
    '',
    `## ${name}: ${queries} queries, ${documents} documents, ${passages} passages`,
    '',
    `| variant | nDCG@10 | against ${bestSingle} [95 %] | recall@100 | MRR@10 | MAP |`,
    '| --- | --- | --- | --- | --- | --- |',
    ...variants.map(
      ({ name, measures: { ndcg10, recall100, mrr10, averagePrecision }, gain }) =>
        `| ${name} | ${three(ndcg10)} | ${gain ? interval(gain) : '–'} | ${three(recall100)} | ${three(mrr10)} | ${three(averagePrecision)} |`,
    ),
    '',
    `Ingest: ${ingest.passages} passages in ${Math.round(ingest.seconds)} s (${rate.toFixed(1)} a second)` +
      `${ingest.cached ? ', done by an earlier evaluation' : ''}; ${ingest.failedRows} rows failed. ` +
      `Database: ${megabytes(report.databaseBytes)}.`,
    `Search, median: ${took('lexical')}, ${took('semantic')}, ${took('hybrid')}. ` +
      `Peak memory: ${megabytes(report.peakMemoryBytes)}.`,
  ];
}

/** All sets together: each variant against the better single mode of each set. */
export function overallTable(reports: readonly SetReport[]): string[] {
  const names = reports[0]?.variants.map(({ name }) => name) ?? [];
  const rows = names.map((name) => {
    const scores = reports.map((report) => scoreOf(report, name));
    const gains = reports.map((report, index) => (scores[index] ?? 0) - scoreOf(report, report.bestSingle));
    const cells = scores.map(three).join(' | ');
    return `| ${name} | ${cells} | ${three(mean(scores))} | ${signed(mean(gains))} | ${signed(Math.min(...gains))} |`;
  });
  return [
    '',
    '## nDCG@10 on all sets, against the better single mode of each',
    '',
    `| variant | ${reports.map(({ name }) => name).join(' | ')} | mean | mean gain | least gain |`,
    `| --- |${' --- |'.repeat(reports.length + 3)}`,
    ...rows,
  ];
}

function scoreOf({ variants }: { variants: readonly VariantResult[] }, name: string): number {
  return variants.find((variant) => variant.name === name)?.measures.ndcg10 ?? 0;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

function interval({ mean, low, high }: Interval): string {
  return `${signed(mean)} [${signed(low)}, ${signed(high)}]`;
}

function three(value: number): string {
  return value.toFixed(3);
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(3)}`;
}

function ms(value: number): string {
  return `${value.toFixed(1)} ms`;
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 2 ** 20)} MB`;
}
