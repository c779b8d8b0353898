import { expect, it } from 'vitest';
import { answerTook, calmAfterKey } from '@/components/search/answer-pace';

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
