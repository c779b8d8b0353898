import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { prefetch } from '@/lib/ingest/prefetch';

/** Counts to n, noting what it has made and whether it was ended. */
function counter(n: number) {
  const state = { made: 0, ended: false };
  async function* count() {
    try {
      for (let index = 1; index <= n; index += 1) {
        await sleep(1);
        state.made = index;
        yield index;
      }
    } finally {
      state.ended = true;
    }
  }
  return { state, source: count() };
}

describe('prefetch', () => {
  it('keeps the order and gives everything', async () => {
    const seen: number[] = [];
    for await (const item of prefetch(counter(20).source, 3)) seen.push(item);
    expect(seen).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  });

  it('works ahead while the consumer waits, but only so far', async () => {
    const { state, source } = counter(20);
    const items = prefetch(source, 3);
    await items.next();
    await sleep(100);
    expect(state.made).toBe(4);
    await items.return(undefined);
  });

  it('ends the source when the consumer stops', async () => {
    const { state, source } = counter(20);
    for await (const item of prefetch(source, 2)) if (item === 2) break;
    expect(state.ended).toBe(true);
    expect(state.made).toBeLessThan(6);
  });

  it('passes an error on in its place', async () => {
    async function* failing() {
      yield 1;
      throw new Error('source');
    }
    const items = prefetch(failing(), 4);
    expect(await items.next()).toMatchObject({ value: 1 });
    await expect(items.next()).rejects.toThrow('source');
  });
});
