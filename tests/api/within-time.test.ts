import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { withinTime } from '@/lib/api/within-time';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const never = new AbortController().signal;
const forever = () => new Promise<Response>(() => {});

describe('withinTime', () => {
  it('answers for work that takes too long, and tells it', async () => {
    let told: unknown;
    const answer = withinTime(never, 5, (signal) => {
      signal.addEventListener('abort', () => {
        told = signal.reason;
      });
      return forever();
    });
    const refused = expect(answer).rejects.toMatchObject({ code: 'timed_out', status: 504 });
    await vi.advanceTimersByTimeAsync(5_000);
    await refused;
    expect(told).toMatchObject({ code: 'timed_out' });
  });

  it('leaves work alone that is done, and no timer behind', async () => {
    let signal: AbortSignal | undefined;
    const response = await withinTime(never, 5, async (given) => {
      signal = given;
      return new Response('done');
    });
    expect(await response.text()).toBe('done');
    expect(vi.getTimerCount()).toBe(0);
    expect(signal?.aborted).toBe(false);
  });

  it('holds on for a stream', async () => {
    let signal: AbortSignal | undefined;
    await withinTime(never, 5, async (given) => {
      signal = given;
      return new Response('', { headers: { 'content-type': 'text/event-stream; charset=utf-8' } });
    });
    await vi.advanceTimersByTimeAsync(4_999);
    expect(signal?.aborted).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(signal?.reason).toMatchObject({ code: 'timed_out' });
  });

  it('passes on that the caller has gone', async () => {
    const caller = new AbortController();
    let signal: AbortSignal | undefined;
    void withinTime(caller.signal, 5, (given) => {
      signal = given;
      return forever();
    }).catch(() => undefined);
    caller.abort();
    expect(signal?.aborted).toBe(true);
  });
});
