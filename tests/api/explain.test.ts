import { describe, expect, inject, it } from 'vitest';
import { explainAnswerSchema, searchAnswerSchema } from '@/lib/api/search-answers';

const base = inject('baseUrl');
const api = (path: string, init?: RequestInit) => fetch(`${base}/api/v1/${path}`, init);
const found = async (parameters: string) =>
  searchAnswerSchema.parse(await (await api(`search?${parameters}`)).json());

describe('GET and POST /api/v1/explain', () => {
  it('tell why a hit stands where it stands, sentence by sentence', async () => {
    const { hits } = await found('q=why+does+bread+rise&explain=1');
    const [hit] = hits;
    const passage = hit?.passages[0]?.id ?? 0;
    const got = await api(`explain?q=why+does+bread+rise&passage=${passage}`);
    expect(got.status).toBe(200);
    const answer = explainAnswerSchema.parse(await got.json());
    expect(answer).toMatchObject({ rank: 1, document: hit?.document, explanation: hit?.explanation });
    expect(answer.sentences.length).toBeGreaterThan(0);

    const posted = await api('explain', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ q: 'why does bread rise', passage }),
    });
    expect(explainAnswerSchema.parse(await posted.json())).toEqual(answer);
  });

  it('tell what a filter keeps away', async () => {
    const { hits } = await found('q=bread&limit=1');
    const passage = hits[0]?.passages[0]?.id ?? 0;
    const answer = await (
      await api(`explain?q=bread&passage=${passage}&filter=NOT+collection:kitchen`)
    ).json();
    expect(explainAnswerSchema.parse(answer)).toMatchObject({ rank: null, explanation: { score: 0 } });
  });

  it.each([
    ['q=bread', 'passage'],
    ['q=bread&passage=0', 'passage'],
    ['q=bread&passage=1.5', 'passage'],
    ['passage=1', 'q'],
    ['q=bread&passage=1&limit=3', 'limit'],
  ])('refuse %s', async (parameters, field) => {
    const response = await api(`explain?${parameters}`);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 'invalid_request', errors: [{ field }] });
  });

  it('know no passage that is not there', async () => {
    const response = await api('explain?q=bread&passage=99999999');
    expect(response.status).toBe(404);
  });
});

describe('the filter language over HTTP', () => {
  it('keeps what it says, in search and facets', async () => {
    const filter = encodeURIComponent(
      'collection:(kitchen, sky) AND NOT uri:tests/fixtures/web/kitchen/rice',
    );
    const { hits } = await found(`q=bread+rice+moons+stars&filter=${filter}`);
    expect(hits.length).toBeGreaterThan(0);
    for (const { document } of hits) {
      expect(['kitchen', 'sky']).toContain(document.collection);
      expect(document.uri).not.toContain('rice');
    }
    const facets = await (await api(`facets?filter=${encodeURIComponent('collection:sky')}`)).json();
    expect(facets).toMatchObject({ collections: [{ value: 'sky' }] });
  });

  it('says where a filter is wrong', async () => {
    const response = await api('search?q=x&filter=colour:red');
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ errors: [{ field: 'filter' }] });
  });
});
