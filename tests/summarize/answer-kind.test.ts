import { describe, expect, it } from 'vitest';
import { answerKind } from '@/lib/summarize/answer-kind';
import { planSummary } from '@/lib/summarize/plan-summary';
import { wordVectors } from './word-vectors';

describe('what an answer looks like', () => {
  it.each([
    ['how long do chickpeas soak', 'Soak them for 12 hours.', 'Soak them in a bowl of 3 litres.'],
    ['how long does it last', 'It lasts for half an hour.', 'It lasts and lasts.'],
    ['how long does it fry', 'Let it fry for 5 to 10 minutes.', 'Let it fry at 180 degrees.'],
    ['How many years did it take?', 'It took twenty-five years.', 'It took 3 men.'],
    ['牛肉要炖多久', '大约需要 1 至 1.5 小时。', '汤汁浓郁，牛肉软烂。'],
    ['要炖几个小时', '耐心等待约半小时便能完成。', '加入 3 克盐。'],
    ['when was the bridge opened', 'It was opened in 1931.', 'It was opened by the mayor.'],
    ['in which century was it built', 'It is of the third century BC.', 'It is of stone.'],
    ['什么时候开放', '2020 年 12 月开放。', '由市长开放。'],
    ['how many libraries did he build', 'He built 2,509 libraries.', 'He is one of the builders.'],
    ['how far is the star', 'It is four light-years away.', 'It is far away.'],
    ['带回多少样品', '带回了 1935.3 克样品。', '带回了样品。'],
  ])('of “%s”: %s', (query, answer, other) => {
    const fits = answerKind(query);
    expect(fits?.(answer)).toBe(true);
    expect(fits?.(other)).toBe(false);
  });

  it.each([
    'why does bread rise',
    'how to fry fish',
    'the day when it rains',
    'how often does it rain',
    '怎么做鱼',
    '',
  ])('is not told by “%s”', (query) => expect(answerKind(query)).toBeNull());

  it.each(['5' + '-'.repeat(690), '1'.repeat(700), '三'.repeat(700), '1 to '.repeat(140)])(
    'is seen in time, whatever the text (%#)',
    (text) => {
      const started = performance.now();
      expect(answerKind('how long')?.(text)).toBe(false);
      expect(performance.now() - started).toBeLessThan(1_000);
    },
  );

  it('speaks for a sentence of a summary', async () => {
    const text = 'Chickpeas are soaked in cold water. Chickpeas are soaked for nine hours.';
    const subject = { sentences: 1, passages: [{ id: 1, documentId: 'a', text }] };
    const told = async (query: string) => {
      const { spine } = await planSummary(wordVectors(), { ...subject, query });
      return spine.map(({ candidate }) => candidate.text);
    };
    expect(await told('how long are chickpeas soaked')).toEqual(['Chickpeas are soaked for nine hours.']);
    expect(await told('how are chickpeas soaked in water')).toEqual(['Chickpeas are soaked in cold water.']);
  });
});
