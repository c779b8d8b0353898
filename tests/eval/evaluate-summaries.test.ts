import { describe, expect, it } from 'vitest';
import { evaluateSummarySet, usualSentences, type SystemResult } from '@/lib/eval/evaluate-summaries';
import { countWords, faithfulness, firstWords, pooled } from '@/lib/eval/faithfulness';
import type { SummaryExample } from '@/lib/eval/summary-set';
import { summaryTable } from '@/scripts/evaluate/summary-table';
import { scriptedGenerator } from '../summarize/scripted-generator';
import { wordVectors } from '../summarize/word-vectors';

describe('faithfulness', () => {
  const source = 'The Halden bridge opened in 1932. Anna Berg built the bridge for 4,000 carts.';

  it('counts pairs of words, numbers and names that the source has', () => {
    expect(faithfulness('The Halden bridge opened in 1932.', source)).toEqual({
      bigrams: { found: 5, total: 5 },
      numbers: { found: 1, total: 1 },
      names: { found: 1, total: 1 },
    });
    expect(faithfulness('Otto Berg opened the bridge in 1931.', source)).toEqual({
      // the bridge
      bigrams: { found: 1, total: 6 },
      numbers: { found: 0, total: 1 },
      // Otto begins the sentence
      names: { found: 1, total: 1 },
    });
  });

  it('does not pair the words of two sentences, and reads Chinese by the character', () => {
    expect(faithfulness('The bridge. Anna.', source).bigrams).toEqual({ found: 1, total: 1 });
    expect(faithfulness('酵母吃盐。', '酵母吃糖。').bigrams).toEqual({ found: 2, total: 3 });
  });

  it('pools shares over all summaries; nothing to support is supported', () => {
    expect(
      pooled([
        { found: 1, total: 1 },
        { found: 0, total: 3 },
      ]),
    ).toBe(0.25);
    expect(pooled([{ found: 0, total: 0 }])).toBe(1);
  });

  it('cuts a text to as many words', () => {
    expect(firstWords(source, 5)).toBe('The Halden bridge opened in');
    expect(firstWords('酵母吃糖。', 2)).toBe('酵母');
    expect(firstWords('Two words', 5)).toBe('Two words');
    expect(firstWords('Two words', 0)).toBe('');
    expect(countWords('Two words, 3.5 (four) 酵母')).toBe(6);
  });
});

describe('an evaluation of summaries', () => {
  const examples: SummaryExample[] = Array.from({ length: 12 }, (_, at) => ({
    id: String(at),
    document: `Many things were said before of number ${at}. Deep networks are slow on phones and watches. We propose the network N${at} that is fast on phones and watches.`,
    summaries: [`We propose a network that is fast on phones and watches.`],
  }));
  const set = { name: 'toy-dev', examples };
  const find = (systems: readonly SystemResult[], name: string) => {
    const found = systems.find((system) => system.name === name);
    if (!found) throw new Error(`No system ${name}`);
    return found;
  };
  const model = (lie: string) => ({
    name: 'a',
    generator: scriptedGenerator(({ grounding }) => ` ${grounding?.texts[0] ?? lie}`),
  });

  it('measures ours, its spine, leads, random sentences and free writing of every model', async () => {
    const done: number[] = [];
    const models = [model('Rome has 99 fast phones.'), { ...model('It is fast.'), name: 'b' }];
    const options = { sentences: 1, seed: 1 };
    const results = await evaluateSummarySet(wordVectors(), models, set, options, (count) =>
      done.push(count),
    );
    expect(results.systems.map(({ name }) => name)).toEqual([
      'ours',
      'ours, b',
      'spine',
      'lead-1',
      'lead',
      'random',
      'free',
      'free, b',
    ]);
    expect(done).toEqual(examples.map((_, at) => at + 1));
    const ours = find(results.systems, 'ours');
    const lead = find(results.systems, 'lead');
    expect(ours.rouge1.mean).toBeGreaterThan(60);
    expect(ours.rouge1.mean).toBeLessThanOrEqual(100);
    expect(ours).toMatchObject({
      bigramSupport: 1,
      nameSupport: 1,
      unsupported: 0,
      empty: 0,
      behindOurs: null,
    });
    expect(lead.words).toBeCloseTo(ours.words);
    expect(lead.behindOurs?.rouge1.low).toBeGreaterThan(0);
    expect(lead.behindOurs?.rouge1.mean).toBeCloseTo(ours.rouge1.mean - lead.rouge1.mean);
    expect(ours.compression).toBeGreaterThan(0.2);
    expect(ours.compression).toBeLessThan(0.6);
    // 99 and nothing else: Rome begins its sentence.
    expect(find(results.systems, 'free')).toMatchObject({ unsupported: examples.length, numberSupport: 0 });
    expect(find(results.systems, 'free').bigramSupport).toBeLessThan(0.5);
    const table = summaryTable({ name: set.name, ...results });
    expect(table.filter((line) => line.startsWith('| '))).toHaveLength(2 + results.systems.length);
  });

  it('gives the same figures again', async () => {
    const run = async () => {
      const results = await evaluateSummarySet(wordVectors(), [model('x')], set, { sentences: 1, seed: 4 });
      return results.systems.map(({ name, rouge1, rouge2 }) => ({ name, rouge1, rouge2 }));
    };
    expect(await run()).toEqual(await run());
  });

  it('writes as many sentences as people did', () => {
    expect(usualSentences(set)).toBe(1);
    const long = { ...examples[0], id: 'x', document: '', summaries: ['One is. Two is. Three is.'] };
    expect(usualSentences({ name: 'long', examples: [long] })).toBe(3);
  });
});
