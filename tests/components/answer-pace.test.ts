import { expect, it } from 'vitest';
import { answerTook, calmAfterKey } from '@/components/search/answer-pace';

const tookMany = (ms: number) => {
  for (let answers = 0; answers < 20; answers += 1) answerTook(ms);
};

it('waits after a key as long as answers take, within bounds', () => {
  tookMany(100);
  expect(calmAfterKey()).toBeCloseTo(100, 0);
  tookMany(2);
  expect(calmAfterKey()).toBe(30);
  tookMany(5_000);
  expect(calmAfterKey()).toBe(300);
});

it('is not thrown off by one slow answer', () => {
  tookMany(40);
  answerTook(200);
  expect(calmAfterKey()).toBeLessThan(100);
});
