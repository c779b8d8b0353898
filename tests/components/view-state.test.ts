import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressOf, EMPTY_VIEW, searchParameters, viewOf, type View } from '@/components/search/view-state';
import { searchRequestOf } from '@/lib/api/search-request';

const values = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 20 }), { maxLength: 4 });
const day = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const anyView: fc.Arbitrary<View> = fc.record({
  query: fc.string({ unit: 'grapheme', maxLength: 60 }),
  mode: fc.constantFrom('hybrid', 'semantic', 'lexical'),
  collection: values,
  language: values,
  mediaType: values,
  tag: values,
  filter: fc.constantFrom('', 'selection:0123456789ab', 'tag:(a, "b c") AND NOT language:de'),
  from: fc.oneof(fc.constant(''), day),
  to: fc.oneof(fc.constant(''), day),
  offset: fc.integer({ min: 0, max: 50 }).map((page) => page * 10),
});

describe('the address of a view', () => {
  it('holds the whole view', () => {
    fc.assert(
      fc.property(anyView, (view) => {
        const { searchParams } = new URL(addressOf(view), 'http://localhost');
        expect(viewOf(searchParams)).toEqual(view);
      }),
    );
  });

  it('is / for the start page', () => {
    expect(addressOf(EMPTY_VIEW)).toBe('/');
  });

  it('leaves what it does not understand at the defaults', () => {
    expect(viewOf(new URLSearchParams('mode=fuzzy&offset=-3&from=soon&q=x'))).toEqual({
      ...EMPTY_VIEW,
      query: 'x',
    });
  });

  it('asks the API only for what the API accepts', () => {
    fc.assert(
      fc.property(anyView, (view) => {
        fc.pre(view.query.trim() !== '' && (view.from === '' || view.to === '' || view.from <= view.to));
        const request = searchRequestOf(searchParameters(view));
        expect(request.query).toBe(view.query.trim());
        expect(request.filter.tags ?? []).toEqual(view.tag);
      }),
    );
  });
});
