import { expect, it } from 'vitest';
import { answerGivenUp, answerRefused, answerTook, calmAfterKey } from '@/components/search/answer-pace';

const tookMany = (ms: number) => {
  for (let answers = 0; answers < 20; answers += 1) answerTook(ms);
};

it('asks at every key while answers come before the next one', () => {
  tookMany(60);
  expect(calmAfterKey()).toBe(0);
});

it('waits after a key as long as slow answers take, up to a limit', () => {
  tookMany(200);
  expect(calmAfterKey()).toBeCloseTo(200, 0);
  tookMany(5_000);
  expect(calmAfterKey()).toBe(300);
  tookMany(20);
  expect(calmAfterKey()).toBe(0);
});

it('is not thrown off by one slow answer', () => {
  tookMany(40);
  answerTook(200);
  expect(calmAfterKey()).toBe(0);
});

it('learns of a slow server also from answers that nobody waited for', () => {
  tookMany(40);
  answerGivenUp(20);
  expect(calmAfterKey()).toBe(0);
  for (let keys = 0; keys < 10; keys += 1) answerGivenUp(250);
  expect(calmAfterKey()).toBeGreaterThan(150);
});

it('leaves a server alone that has too much to do', () => {
  tookMany(40);
  answerRefused();
  expect(calmAfterKey()).toBe(300);
});
