import { describe, expect, it } from 'vitest';
import { LatencyLog } from '@/lib/search/latency-log';

const timings = { embedMs: 1, vectorsMs: 2, wordsMs: 3, rankMs: 4, presentMs: 5 };

describe('the log of latencies', () => {
  it('gives percentiles by mode and stage', () => {
    const log = new LatencyLog();
    for (let tookMs = 1; tookMs <= 100; tookMs += 1) log.record({ mode: 'hybrid', tookMs, timings });
    log.record({ mode: 'lexical', tookMs: 7, timings });
    const { hybrid, lexical, semantic } = log.report();
    expect(hybrid).toMatchObject({ searches: 100, whole: { p50: 50, p95: 95, p99: 99 } });
    expect(hybrid?.stages.rankMs).toEqual({ p50: 4, p95: 4, p99: 4 });
    expect(lexical).toMatchObject({ searches: 1, whole: { p50: 7, p95: 7, p99: 7 } });
    expect(semantic).toBeUndefined();
  });

  it('forgets all but the last thousand', () => {
    const log = new LatencyLog();
    for (let asked = 0; asked < 1500; asked += 1)
      log.record({ mode: 'hybrid', tookMs: asked < 500 ? 9999 : 1, timings });
    expect(log.report().hybrid).toMatchObject({ searches: 1000, whole: { p99: 1 } });
  });
});
