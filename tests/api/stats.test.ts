import { describe, expect, inject, it } from 'vitest';

const base = inject('baseUrl');
const api = (path: string) => fetch(`${base}/api/v1/${path}`);

describe('GET /api/v1/stats', () => {
  it('tells what is held, by which models, and how long searches took', async () => {
    await api('search?q=bread&mode=lexical');
    const response = await api('stats');
    expect(response.status).toBe(200);
    const stats = (await response.json()) as {
      holdings: { passages: number };
      index: { vectors: number };
      searches: { lexical: { searches: number } };
    };
    expect(stats).toMatchObject({
      models: { embedding: { id: 'recollect/minilm', dimension: 384 } },
      index: { graph: null, recall: null },
      searches: {
        lexical: { whole: { p50: expect.any(Number) }, stages: { wordsMs: { p95: expect.any(Number) } } },
      },
    });
    expect(stats.holdings.passages).toBeGreaterThan(5);
    expect(stats.index.vectors).toBeGreaterThan(5);
    expect(stats.searches.lexical.searches).toBeGreaterThan(0);
  });

  it('takes no parameters', async () => {
    const response = await api('stats?reset=1');
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ errors: [{ field: 'reset' }] });
  });
});
