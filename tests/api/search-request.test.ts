import { describe, expect, it } from 'vitest';
import { deletionRequestOf, facetsRequestOf } from '@/lib/api/document-requests';
import { searchRequestOf, summaryRequestOf } from '@/lib/api/search-request';
import { RecollectError } from '@/lib/errors';

function refused(source: unknown): RecollectError {
  try {
    searchRequestOf(source);
  } catch (thrown) {
    if (thrown instanceof RecollectError) return thrown;
    throw thrown;
  }
  throw new Error('it was accepted');
}

const fieldsOf = (source: unknown) => refused(source).fields.map(({ field }) => field);

describe('searchRequestOf', () => {
  it('fills in the defaults', () => {
    expect(searchRequestOf(new URLSearchParams('q=%20bread%20'))).toEqual({
      query: 'bread',
      mode: 'hybrid',
      limit: 10,
      offset: 0,
      explain: false,
      filter: {},
    });
  });

  it('reads the same from an address and from JSON', () => {
    const fromAddress = searchRequestOf(
      new URLSearchParams(
        'q=bread&mode=lexical&limit=5&offset=10&collection=a&collection=b&tag=x&language=en&mediaType=text/html&from=2020-01-01&to=2020-12-31&explain=true',
      ),
    );
    const fromJson = searchRequestOf({
      q: 'bread',
      mode: 'lexical',
      limit: 5,
      offset: 10,
      collection: ['a', 'b'],
      tag: 'x',
      language: 'en',
      mediaType: 'text/html',
      from: '2020-01-01',
      to: '2020-12-31',
      explain: true,
    });
    expect(fromAddress).toEqual(fromJson);
    expect(fromJson.filter).toEqual({
      collections: ['a', 'b'],
      tags: ['x'],
      languages: ['en'],
      mediaTypes: ['text/html'],
      from: '2020-01-01',
      to: '2020-12-31',
    });
  });

  it.each([
    ['limit=0'],
    ['limit=101'],
    ['limit=10000'],
    ['limit=-1'],
    ['limit=1.5'],
    ['limit=ten'],
    ['limit='],
  ])('refuses %s and names the field', (parameters) => {
    expect(fieldsOf(new URLSearchParams(`q=x&${parameters}`))).toEqual(['limit']);
  });

  it('refuses a parameter given twice that can only be given once', () => {
    expect(fieldsOf(new URLSearchParams('q=a&q=b'))).toEqual(['q']);
    expect(fieldsOf(new URLSearchParams('q=a&limit=1&limit=2'))).toEqual(['limit']);
  });

  it('names every unknown field and everything else that is wrong at once', () => {
    expect(fieldsOf({ q: 'x', limit: '5', k: 3, topk: 4, mode: 'fuzzy' }).sort()).toEqual([
      'k',
      'limit',
      'mode',
      'topk',
    ]);
  });

  it.each([[null], [[]], ['text'], [7], [{}], [{ q: 5 }], [{ q: null }], [{ q: ['a'] }]])(
    'refuses %j',
    (body) => {
      expect(refused(body).code).toBe('invalid_request');
    },
  );

  it.each(['', '   ', '\n\t'])('says that an empty query %j is empty', (q) => {
    const error = refused({ q });
    expect(error.code).toBe('invalid_request');
    expect(error.message).toMatch(/q: must not be empty/);
  });

  it('accepts 2,000 characters and gives a longer query its own code', () => {
    expect(searchRequestOf({ q: '字'.repeat(2000) }).query).toHaveLength(2000);
    const error = refused({ q: 'x'.repeat(100_000) });
    expect(error.code).toBe('query_too_long');
    expect(error.message).toMatch(/100000 characters; at most 2000/);
    expect(error.message.length).toBeLessThan(300);
  });

  it.each(['yesterday', '2024-13-01', '2024-02-30', '31.12.2024'])('refuses the date %s', (from) => {
    expect(fieldsOf({ q: 'x', from })).toEqual(['from']);
  });

  it('refuses dates that are the wrong way round', () => {
    expect(fieldsOf({ q: 'x', from: '2024-02-01', to: '2024-01-01' })).toEqual(['from']);
  });

  it('keeps an answer short when a name is long', () => {
    expect(refused({ q: 'x', ['n'.repeat(5000)]: 1 }).message.length).toBeLessThan(200);
  });
});

describe('a filter as JSON in an address', () => {
  const address = (filter: string) => new URLSearchParams({ q: 'x', filter });

  it.each([
    { tag: 'draft' },
    { not: { and: [{ uri: ['a/', 'b/'] }, { date: { from: '2024' } }] } },
    { or: [{ selection: 'a' }, { tag: ['b'] }] },
  ])('means what it means in a body: %j', (filter) => {
    const inBody = searchRequestOf({ q: 'x', filter }).filter;
    expect(searchRequestOf(address(JSON.stringify(filter))).filter).toEqual(inBody);
    expect(searchRequestOf(address(` ${JSON.stringify(filter, null, 2)}`)).filter).toEqual(inBody);
    const alone = new URLSearchParams({ filter: JSON.stringify(filter) });
    expect(facetsRequestOf(alone)).toEqual(inBody);
    expect(deletionRequestOf(alone).filter).toEqual(inBody);
  });

  it('is refused in words when it is none, or too large', () => {
    expect(refused(address('{"tag":')).message).toMatch(/filter: begins with \{ and is no JSON/);
    expect(fieldsOf(address('{"tags":"x"}'))).toContain('filter.tags');
    const deep = `${'{"not":'.repeat(5000)}{"tag":"a"}${'}'.repeat(5000)}`;
    expect(refused(address(deep)).message).toMatch(/nest 12 deep/);
  });
});

describe('the filter of a search', () => {
  it('compares documents with 50 URIs at most, however they are spread', () => {
    const uris = (count: number) => Array.from({ length: count }, (_, number) => `u${number}`);
    expect(whereOf({ uri: uris(50) })).toMatchObject({ values: uris(50) });
    for (const filter of [
      { uri: uris(51) },
      { or: [{ uri: uris(50) }, { not: { uri: 'x' } }] },
      `uri:(${uris(51).join()})`,
    ])
      expect(refused({ q: 'x', filter }).message).toMatch(/50 values of uri at most/);
  });

  const whereOf = (filter: unknown) => searchRequestOf({ q: 'x', filter }).filter.where;

  it('is the same as text and as JSON', () => {
    const text = 'collection:(a, b) AND NOT (tag:draft OR date<=2023)';
    const json = {
      and: [{ collection: ['a', 'b'] }, { not: { or: [{ tag: 'draft' }, { date: { to: '2023' } }] } }],
    };
    expect(whereOf(json)).toEqual(whereOf(text));
    expect(searchRequestOf(new URLSearchParams({ q: 'x', filter: text })).filter.where).toEqual(
      whereOf(json),
    );
  });

  it('takes several fields of one object together', () => {
    expect(whereOf({ language: 'en', uri: 'notes/' })).toEqual({
      and: [
        { field: 'language', values: ['en'] },
        { field: 'uri', values: ['notes/'] },
      ],
    });
  });

  it.each([[{}], [{ colour: 'red' }], [{ and: [] }], [{ tag: [] }], [{ date: { from: 'soon' } }], [7], [[]]])(
    'is refused as %j',
    (filter) => {
      expect(fieldsOf({ q: 'x', filter }).every((field) => field.startsWith('filter'))).toBe(true);
    },
  );

  it('is refused when it is too deep or too long to be read', () => {
    let deep: unknown = { tag: 'a' };
    for (let depth = 0; depth < 100_000; depth += 1) deep = { not: deep };
    expect(refused({ q: 'x', filter: deep }).message).toMatch(/nest 12 deep/);
    const many = { or: Array.from({ length: 101 }, () => ({ tag: 'a' })) };
    expect(refused({ q: 'x', filter: many }).message).toMatch(/100 conditions/);
  });
});

describe('summaryRequestOf', () => {
  it('takes one to five sentences, three if not told', () => {
    expect(summaryRequestOf(new URLSearchParams('q=x')).sentences).toBe(3);
    expect(summaryRequestOf(new URLSearchParams('q=x&sentences=5')).sentences).toBe(5);
    for (const sentences of ['0', '6', 'all'])
      expect(() => summaryRequestOf(new URLSearchParams(`q=x&sentences=${sentences}`))).toThrow(/1 to 5/);
  });

  it('refuses what only a search has', () => {
    expect(() => summaryRequestOf(new URLSearchParams('q=x&limit=5'))).toThrow(/limit: is not known here/);
  });
});
