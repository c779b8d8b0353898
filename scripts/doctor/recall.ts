import type { Config } from '@/lib/config';
import type { RecallReport, RecallRequest } from '@/lib/index/types';
import { createRetriever } from '@/lib/index/retriever-client';

/** How many of the exact neighbours the graph finds among the stored vectors. Builds what is missing of the graph. */
export async function measureRecall(config: Config, request: RecallRequest): Promise<RecallReport> {
  const retriever = createRetriever(config);
  try {
    return await retriever.recall(request);
  } finally {
    await retriever.close();
  }
}

/** The report as a Markdown table. */
export function recallLines({ k, sample, askedWith, byEf, ef, recommendedEf }: RecallReport): string[] {
  if (byEf.length === 0) {
    return [
      'There is no graph: so few vectors are compared one by one, and every answer is exact (EXACT_SCAN_LIMIT).',
    ];
  }
  const share = (value: number) => `${(value * 100).toFixed(1)} %`;
  return [
    `Of the ${k} nearest neighbours, asked with ${sample} ${askedWith === 'queries' ? 'queries' : 'stored vectors'}, the graph finds:`,
    '',
    '| ef | found | 95 % interval | median ms |',
    '| --- | --- | --- | --- |',
    ...byEf.map(
      (row) =>
        `| ${row.ef}${row.ef === ef ? ' (in use)' : ''} | ${share(row.recall)} | ${share(row.low)} to ${share(row.high)} | ${row.medianMs.toFixed(2)} |`,
    ),
    '',
    recommendedEf === null
      ? 'No ef of these surely finds 99 %.'
      : `The smallest ef that surely finds 99 % is ${recommendedEf}. Search measures this itself and sets ef by it.`,
  ];
}
