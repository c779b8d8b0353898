import { describe, expect, it } from 'vitest';
import { countRequest, countSearch, metricsText } from '@/lib/api/metrics';
import { routePattern } from '@/lib/api/route-pattern';
import { RecollectError } from '@/lib/errors';

describe('routePattern', () => {
  it.each([
    ['/api/v1/search', {}, '/api/v1/search'],
    ['/api/v1/documents/ab12', { id: 'ab12' }, '/api/v1/documents/{id}'],
    ['/api/v1/jobs/jobs/events', { id: 'jobs' }, '/api/v1/jobs/{id}/events'],
    ['/api/v1/documents/a%20b', { id: 'a b' }, '/api/v1/documents/{id}'],
    ['/api/v1/documents/a%20b', { id: 'a%20b' }, '/api/v1/documents/{id}'],
    ['/api/v1/documents/%zz', { id: '%zz' }, '/api/v1/documents/{id}'],
    ['/api/v1/documents/this', { id: 'that' }, 'other'],
  ])('makes of %s with %j %s', (path, params, pattern) => {
    expect(routePattern(path, params as Record<string, string>)).toBe(pattern);
  });
});

describe('metrics', () => {
  it('count requests and the stages of searches, also while the database cannot be opened', async () => {
    countRequest('GET', '/api/v1/search', 200, 20);
    countRequest('GET', '/api/v1/search', 200, 30);
    countSearch({
      mode: 'hybrid',
      timings: { embedMs: 4, vectorsMs: 1, wordsMs: 2, rankMs: 1, presentMs: 3 },
    });
    const { text, contentType } = await metricsText(async () => {
      throw new RecollectError('database_unusable', { path: 'x.db', reason: 'it is damaged' });
    });
    expect(contentType).toMatch(/^text\/plain; version=/);
    const lines = text.split('\n');
    expect(lines).toContain(
      'recollect_http_requests_total{method="GET",route="/api/v1/search",status="200"} 2',
    );
    expect(lines).toContain(
      'recollect_http_request_duration_seconds_sum{method="GET",route="/api/v1/search"} 0.05',
    );
    expect(lines).toContain('recollect_search_stage_duration_seconds_sum{mode="hybrid",stage="embed"} 0.004');
    expect(lines).toContain('recollect_ready 0');
    expect(text).toMatch(/^process_resident_memory_bytes \d+$/m);
    expect(text).toMatch(/^nodejs_eventloop_lag_seconds /m);
  });
});
