import { describe, expect, it, vi } from 'vitest';
import { RecollectError } from '@/lib/errors';
import { Permits } from '@/lib/search/permits';

const codeOf = (waiting: Promise<unknown>) =>
  waiting.then(
    () => null,
    (thrown: unknown) => (thrown instanceof RecollectError ? thrown.code : String(thrown)),
  );

describe('permits', () => {
  it('let so many work at once, in the order they came, and refuse what is too much to wait', async () => {
    const permits = new Permits(2, 3);
    const done: number[] = [];
    let open = () => {};
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    let most = 0;
    const work = (number: number) =>
      permits.run(async () => {
        most = Math.max(most, permits.atWork);
        await gate;
        done.push(number);
        return number;
      });
    const taken = [1, 2, 3, 4, 5].map(work);
    expect([permits.atWork, permits.waiting]).toEqual([2, 3]);
    expect(await codeOf(work(6))).toBe('overloaded');
    open();
    expect(await Promise.all(taken)).toEqual([1, 2, 3, 4, 5]);
    expect(done).toEqual([1, 2, 3, 4, 5]);
    expect(most).toBe(2);
    await vi.waitFor(() => expect([permits.atWork, permits.waiting]).toEqual([0, 0]));
    expect(await work(7)).toBe(7);
  });

  it('come back when the work fails, and when they are given back twice', async () => {
    const permits = new Permits(1, 0);
    await expect(permits.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await vi.waitFor(() => expect(permits.atWork).toBe(0));
    const release = await permits.acquire();
    expect(await codeOf(permits.acquire())).toBe('overloaded');
    release();
    release();
    await vi.waitFor(() => expect(permits.atWork).toBe(0));
    expect(await permits.run(async () => 'yes')).toBe('yes');
  });

  it('are no longer waited for by whoever has left, and stay with whoever works', async () => {
    const permits = new Permits(1, 1);
    const working = new AbortController();
    const release = await permits.acquire(working.signal);
    const leaving = new AbortController();
    const waiting = codeOf(permits.acquire(leaving.signal));
    expect(permits.waiting).toBe(1);
    leaving.abort();
    expect(await waiting).toBe('aborted');
    expect(permits.waiting).toBe(0);
    working.abort();
    expect(permits.atWork).toBe(1);
    release();
    expect(await codeOf(permits.acquire(AbortSignal.abort()))).toBe('aborted');
    (await permits.acquire())();
  });
});
