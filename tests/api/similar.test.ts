import { describe, expect, inject, it } from 'vitest';
import { similarAnswerSchema } from '@/lib/api/answers';
import { searchAnswerSchema } from '@/lib/api/search-answers';

const base = inject('baseUrl');
const api = (path: string) => fetch(`${base}/api/v1/${path}`);

describe('GET /api/v1/passages/{id}/similar', () => {
  it('tells what other documents say nearest to a passage', async () => {
    const { hits } = searchAnswerSchema.parse(await (await api('search?q=why+does+bread+rise')).json());
    const [hit] = hits;
    const id = hit?.passages[0]?.id ?? 0;
    const answer = similarAnswerSchema.parse(await (await api(`passages/${id}/similar?limit=2`)).json());
    expect(answer).toMatchObject({ passageId: id, readable: true });
    expect(answer.items[0]?.document.title).toBe('Keeping a sourdough starter');
    expect(answer.items.map(({ document }) => document.id)).not.toContain(hit?.document.id);
  });

  it.each(['0', '99999999', '-1', '1.5', 'x', "1' OR '1", '9'.repeat(40)])(
    'knows no passage %j',
    async (id) => {
      const response = await api(`passages/${encodeURIComponent(id)}/similar`);
      expect(response.status).toBe(404);
      expect(await response.json()).toMatchObject({ status: 404, code: 'not_found' });
    },
  );

  it('keeps to its limit', async () => {
    const response = await api('passages/1/similar?limit=21');
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ errors: [{ field: 'limit' }] });
  });
});
