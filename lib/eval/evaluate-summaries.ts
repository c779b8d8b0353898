import { bootstrapMean, type Interval } from '@/lib/statistics/bootstrap';
import type { EmbedTexts } from '@/lib/summarize/plan-summary';
import { splitSentences } from '@/lib/text/sentences';
import { countWords, faithfulness, pooled, type Faithfulness } from './faithfulness';
import { rougeBest, type RougeScores } from './rouge';
import type { SummaryExample, SummarySet } from './summary-set';
import { writeAll, type NamedGenerator, type SystemOptions, type WrittenSummary } from './summary-systems';

/** Figures of one system on one set. ROUGE is F1 in percent, the best over an example's references. */
export interface SystemResult {
  name: string;
  rouge1: Interval;
  rouge2: Interval;
  rougeL: Interval;
  /** Ours minus this one, example by example; null for ours. */
  behindOurs: { rouge1: Interval; rouge2: Interval } | null;
  /** Shares (0 to 1) of its bigrams, numbers and names that the document has, all examples together. */
  bigramSupport: number;
  numberSupport: number;
  nameSupport: number;
  /** Numbers and names that the document does not have, all examples together. */
  unsupported: number;
  /** Words (Chinese: characters) of a summary, on average. */
  words: number;
  /** Words of the summary / words of the document, on average. */
  compression: number;
  /** null where no model writes. */
  tokensPerSecond: number | null;
  secondsPerSummary: number;
  /** Examples for which it wrote nothing. */
  empty: number;
}

export interface SummaryResults {
  examples: number;
  sentences: number;
  systems: SystemResult[];
}

interface Outcome extends WrittenSummary {
  rouge: RougeScores;
  faithfulness: Faithfulness;
  words: number;
  compression: number;
}

/**
 * Summarises every example with every system and measures what they wrote.
 *
 * @param models the first is ours
 * @param onExample hears how many examples are done
 */
export async function evaluateSummarySet(
  embed: EmbedTexts,
  models: readonly NamedGenerator[],
  { examples }: SummarySet,
  options: SystemOptions,
  onExample: (done: number) => void = () => {},
): Promise<SummaryResults> {
  const outcomes = new Map<string, Outcome[]>();
  for (const [index, example] of examples.entries()) {
    const written = await writeAll(embed, models, example, { ...options, seed: options.seed + index });
    for (const [name, summary] of written) {
      const list = outcomes.get(name) ?? [];
      outcomes.set(name, list);
      list.push(outcomeOf(summary, example));
    }
    onExample(index + 1);
  }
  const ours = outcomes.get('ours') ?? [];
  const systems = [...outcomes].map(([name, list]) => resultOf(name, list, name === 'ours' ? null : ours));
  return { examples: examples.length, sentences: options.sentences, systems };
}

/** One sentence where people wrote about one, else three. */
export function usualSentences({ examples }: SummarySet): number {
  const counts = examples.flatMap(({ summaries }) => summaries.map((text) => splitSentences(text).length));
  return mean(counts) < 2 ? 1 : 3;
}

function outcomeOf(summary: WrittenSummary, { document, summaries }: SummaryExample): Outcome {
  const words = countWords(summary.text);
  return {
    ...summary,
    rouge: rougeBest(summary.text, summaries),
    faithfulness: faithfulness(summary.text, document),
    words,
    compression: words / Math.max(1, countWords(document)),
  };
}

function resultOf(name: string, outcomes: readonly Outcome[], ours: readonly Outcome[] | null): SystemResult {
  const scores = (key: keyof RougeScores) => outcomes.map(({ rouge }) => 100 * rouge[key]);
  const behind = (key: keyof RougeScores) =>
    bootstrapMean(outcomes.map(({ rouge }, at) => 100 * ((ours?.[at]?.rouge[key] ?? 0) - rouge[key])));
  const share = (key: keyof Faithfulness) => pooled(outcomes.map(({ faithfulness }) => faithfulness[key]));
  const decodeMs = outcomes.reduce((sum, outcome) => sum + outcome.decodeMs, 0);
  const tokens = outcomes.reduce((sum, outcome) => sum + outcome.tokens, 0);
  return {
    name,
    rouge1: bootstrapMean(scores('rouge1')),
    rouge2: bootstrapMean(scores('rouge2')),
    rougeL: bootstrapMean(scores('rougeL')),
    behindOurs: ours && { rouge1: behind('rouge1'), rouge2: behind('rouge2') },
    bigramSupport: share('bigrams'),
    numberSupport: share('numbers'),
    nameSupport: share('names'),
    unsupported: outcomes.reduce((sum, { faithfulness: { numbers, names } }) => {
      return sum + numbers.total - numbers.found + names.total - names.found;
    }, 0),
    words: mean(outcomes.map(({ words }) => words)),
    compression: mean(outcomes.map(({ compression }) => compression)),
    tokensPerSecond: decodeMs > 0 ? (1000 * tokens) / decodeMs : null,
    secondsPerSummary: mean(outcomes.map(({ seconds }) => seconds)),
    empty: outcomes.filter(({ text }) => text === '').length,
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
