import { describe, expect, it } from 'vitest';
import { singleFlight } from '@/lib/inference/single-flight';

describe('singleFlight', () => {
  it('shares one load between concurrent callers and keeps its value', async () => {
    let loads = 0;
    const get = singleFlight(async () => ++loads);
    expect(await Promise.all([get(), get(), get()])).toEqual([1, 1, 1]);
    expect(await get()).toBe(1);
  });

  it('forgets a failed load: those who waited fail, the next caller tries again', async () => {
    let loads = 0;
    const get = singleFlight(async () => {
      loads += 1;
      if (loads === 1) throw new Error('no disk');
      return loads;
    });
    const both = await Promise.allSettled([get(), get()]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await get()).toBe(2);
  });
});
