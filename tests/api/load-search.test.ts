import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { loadSearch } from '@/app/load-search';
import { metricsText } from '@/lib/api/metrics';
import { parseConfig } from '@/lib/config';
import { RecollectError } from '@/lib/errors';
import type { Retriever } from '@/lib/index/retriever-client';
import { LatencyLog } from '@/lib/search/latency-log';
import { Permits } from '@/lib/search/permits';
import { addDocument, identityOf, temporaryStore, type TemporaryStore } from '@/tests/store/open-temporary';

const logged = vi.hoisted(() => vi.fn());
vi.mock('@/lib/api/log', () => ({ log: () => ({ error: logged }) }));

let target: TemporaryStore;
beforeEach(async () => {
  target = await temporaryStore(identityOf(8));
  addDocument(target, { uri: 'a.md', passages: ['red apples', 'green pears'] });
});
afterEach(async () => {
  vi.useRealTimers();
  logged.mockClear();
  await target.remove();
});

/** A server with five seconds for a request, where one search may be at work and one may wait. */
function partsOf(retrieve: Retriever['search']) {
  return {
    config: parseConfig({ RECOLLECT_REQUEST_SECONDS: '5' }),
    store: target.store,
    retriever: { search: retrieve },
    permits: { searches: new Permits(1, 1), summaries: new Permits(1, 1) },
    latencies: new LatencyLog(),
  };
}
type Parts = ReturnType<typeof partsOf>;
const forever = () => new Promise<never>(() => {});
const outcomeOf = async (query: Record<string, string>, parts: Parts) =>
  (await loadSearch(query, async () => parts)).outcome;

/** Searches by words that Prometheus was told of. */
async function counted(): Promise<number> {
  const { text } = await metricsText(() => Promise.reject(new RecollectError('aborted')));
  const line = /^recollect_search_stage_duration_seconds_count\{mode="lexical",stage="words"\} (\d+)$/m;
  return Number(line.exec(text)?.[1] ?? 0);
}

describe('the search of a page', () => {
  it('is counted as one of the API is', async () => {
    const parts = partsOf(forever);
    const before = await counted();
    expect(await outcomeOf({ q: 'apples', mode: 'lexical' }, parts)).toMatchObject({
      error: null,
      answer: { total: 1 },
    });
    expect(parts.latencies.report()).toMatchObject({ lexical: { searches: 1 } });
    expect(await counted()).toBe(before + 1);
  });

  it('that takes too long ends in the error of the API, and so does one that waits for it', async () => {
    const parts = partsOf(forever);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const both = [outcomeOf({ q: 'apples' }, parts), outcomeOf({ q: 'pears' }, parts)];
    await vi.waitFor(() => expect(parts.permits.searches).toMatchObject({ atWork: 1, waiting: 1 }), {
      timeout: 4_000,
    });
    await vi.advanceTimersByTimeAsync(5_000);
    for (const outcome of await Promise.all(both))
      expect(outcome).toMatchObject({ answer: null, error: { code: 'timed_out', details: { seconds: 5 } } });
    // Who waited waits no more; what had begun goes on, and is not counted before its end.
    expect(parts.permits.searches).toMatchObject({ atWork: 1, waiting: 0 });
    expect(parts.latencies.report()).toEqual({});
    expect(logged.mock.calls.map(([{ code }]) => code as string)).toEqual(['timed_out', 'timed_out']);
  });

  it('that is done in time leaves no timer behind', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    await outcomeOf({ q: 'apples', mode: 'lexical' }, partsOf(forever));
    expect(vi.getTimerCount()).toBe(0);
  });

  it('that went wrong in a way nobody foresaw is logged with its cause', async () => {
    const cause = new TypeError('x is not a function');
    const outcome = await outcomeOf(
      { q: 'apples' },
      partsOf(() => Promise.reject(cause)),
    );
    expect(outcome).toMatchObject({ answer: null, error: { code: 'internal' } });
    expect(logged).toHaveBeenCalledWith({ code: 'internal', err: cause }, expect.any(String));
  });

  it('that is refused because the server is busy is no fault to log', async () => {
    const parts = partsOf(forever);
    parts.permits.searches = new Permits(1, 0);
    const release = await parts.permits.searches.acquire();
    expect(await outcomeOf({ q: 'apples' }, parts)).toMatchObject({ error: { code: 'overloaded' } });
    release();
    expect(logged).not.toHaveBeenCalled();
  });
});
