import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documentIdOf } from '@/lib/store';
import { facets } from '@/lib/store/facets';
import { documentFilterSql } from '@/lib/store/filters';
import { storeSelection } from '@/lib/store/selections';
import type { DocumentFilter, FilterExpression } from '@/lib/store/types';
import { addDocument, temporaryStore, type TemporaryStore } from './open-temporary';

const COLLECTIONS = ['work', 'notes', 'O"Brien, Ltd'];
const TAGS = ['draft', 'final', '中文'];
const DATES = [null, '2023-12-31', '2024-05-31', '2024-05-31T10:00:00Z', '2025-01-01T00:00:00Z'];

interface Known {
  id: string;
  uri: string;
  collection: string;
  language: string;
  mediaType: string;
  date: string | null;
  tags: string[];
}

let place: TemporaryStore;
const documents: Known[] = [];
/** URIs of the documents that selections have a passage of. */
const chosen = new Map<string, string[]>();

beforeAll(async () => {
  place = await temporaryStore();
  for (let number = 0; number < 60; number += 1) {
    const metadata = {
      collection: COLLECTIONS[number % 3] ?? '',
      language: number % 2 ? 'en' : 'zh',
      mediaType: number % 5 ? 'text/plain' : 'text/html',
      date: DATES[number % DATES.length] ?? null,
      tags: TAGS.filter((_, at) => (number >> at) & 1),
    };
    const uri = `${number % 4 ? 'a' : 'b_%'}/${number}`;
    addDocument(place, { uri, passages: [`Document ${number}.`], metadata });
    documents.push({ id: documentIdOf(uri), uri, ...metadata });
  }
  for (const every of [7, 2]) {
    const uris = documents.flatMap(({ uri }, number) => (number % every ? [] : [uri]));
    const sql = 'SELECT vector_id FROM passages WHERE document_id = ?';
    const vectorOf = place.store.db.prepare<[string], number>(sql).pluck();
    const vectors = uris.map((uri) => vectorOf.get(documentIdOf(uri)) ?? 0);
    chosen.set(storeSelection(place.store, vectors, null).id, uris);
  }
});
afterAll(() => place.remove());

function kept(filter: DocumentFilter): string[] {
  const { sql, params } = documentFilterSql(filter, 'd');
  const rows = place.store.db.prepare(`SELECT d.uri FROM documents d WHERE ${sql}`).all(...params);
  return (rows as { uri: string }[]).map(({ uri }) => uri).sort();
}

/** What the expression means, said once more without SQL. */
function holds(expression: FilterExpression, document: Known): boolean {
  if ('and' in expression) return expression.and.every((part) => holds(part, document));
  if ('or' in expression) return expression.or.some((part) => holds(part, document));
  if ('not' in expression) return !holds(expression.not, document);
  if (expression.field === 'date') {
    const { date } = document;
    if (date === null) return false;
    const { from = '', to = '~' } = expression;
    // All bounds here are days, which dates compare with by their own day.
    return date.slice(0, 10) >= from && date.slice(0, 10) <= to;
  }
  const { field, values } = expression;
  if (field === 'selection') return values.some((id) => chosen.get(id)?.includes(document.uri));
  if (field === 'tag') return document.tags.some((tag) => values.includes(tag));
  if (field === 'uri') return values.some((start) => document.uri.startsWith(start));
  return values.includes(field === 'document' ? document.id : document[field]);
}

const values = (...known: string[]) => fc.uniqueArray(fc.constantFrom(...known), { minLength: 1 });
const day = fc.constantFrom('2023-12-31', '2024-01-01', '2024-05-31', '2025-01-01');
const { tree } = fc.letrec<{ tree: FilterExpression }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    fc.record({ field: fc.constant('collection' as const), values: values(...COLLECTIONS, 'none') }),
    fc.record({ field: fc.constant('tag' as const), values: values(...TAGS) }),
    fc.record({ field: fc.constant('language' as const), values: values('en', 'zh', 'de') }),
    fc.record({ field: fc.constant('mediaType' as const), values: values('text/html', 'text/plain') }),
    fc.record({ field: fc.constant('uri' as const), values: values('a/', 'b_%/', 'b', '%', '_') }),
    fc.record({ field: fc.constant('document' as const), values: values(documentIdOf('a/1'), 'none') }),
    fc.uniqueArray(fc.nat({ max: 2 }), { minLength: 1 }).map((numbers) => ({
      field: 'selection' as const,
      values: numbers.map((number) => [...chosen.keys()][number] ?? 'none'),
    })),
    fc.record({ field: fc.constant('date' as const), from: day }),
    fc.record({ field: fc.constant('date' as const), to: day }),
    fc.record({ field: fc.constant('date' as const), from: day, to: day }),
    tie('tree').map((not) => ({ not })),
    fc.array(tie('tree'), { minLength: 1, maxLength: 3 }).map((and) => ({ and })),
    fc.array(tie('tree'), { minLength: 1, maxLength: 3 }).map((or) => ({ or })),
  ),
}));

describe('a filter expression', () => {
  it('keeps exactly the documents that it means', () => {
    fc.assert(
      fc.property(tree, (where) => {
        const meant = documents.filter((document) => holds(where, document)).map(({ uri }) => uri);
        expect(kept({ where })).toEqual(meant.sort());
      }),
      { numRuns: 300 },
    );
  });

  it('holds besides the other filters', () => {
    const where: FilterExpression = { not: { field: 'tag', values: ['draft'] } };
    const meant = documents.filter(({ tags, language }) => !tags.includes('draft') && language === 'en');
    expect(kept({ where, languages: ['en'] })).toEqual(meant.map(({ uri }) => uri).sort());
  });

  it('finds URIs by what they begin with, whatever characters that ends in', () => {
    const uris = ['x/\u{d7ff}a', 'x/\u{d7ff}', 'x/\u{e000}', 'x/\u{10ffff}b', 'x/\u{10ffff}', 'x0', 'X/'];
    for (const uri of uris) addDocument(place, { uri, passages: [uri] });
    for (const start of ['x/', 'x/\u{d7ff}', 'x/\u{10ffff}', 'x', '\u{10ffff}']) {
      const meant = uris.filter((uri) => uri.startsWith(start)).sort();
      expect(kept({ where: { field: 'uri', values: [start] } })).toEqual(meant);
    }
  });

  it('counts in facets', () => {
    const where: FilterExpression = { field: 'collection', values: ['work'] };
    expect(facets(place.store, { where }).collections).toEqual([{ value: 'work', count: 20 }]);
  });
});
