import { describe, expect, it } from 'vitest';
import { describe as describeDocument, redescribe } from '@/lib/ingest/metadata';
import { isoDate, languageCode, tagList } from '@/lib/ingest/readers/declared';
import { uriOf } from '@/lib/ingest/source-file';

describe('isoDate', () => {
  it.each([
    ['2024-03-01', '2024-03-01'],
    ['2024-03', '2024-03-01'],
    [1788, '1788-01-01'],
    ['May 28, 1788', '1788-05-28'],
    ['2024-03-01T10:20:30+02:00', '2024-03-01T08:20:30Z'],
    ['2024-03-01 10:20:30', '2024-03-01T10:20:30Z'],
    [new Date('2024-03-01T00:00:00Z'), '2024-03-01'],
    ['2024-02-31', undefined],
    ['yesterday', undefined],
    ['', undefined],
    [null, undefined],
    [{}, undefined],
  ])('%j is %j', (value, expected) => {
    expect(isoDate(value)).toBe(expected);
  });
});

describe('tagList and languageCode', () => {
  it('reads lists and strings', () => {
    expect(tagList('a, b；c;a')).toEqual(['a', 'b', 'c']);
    expect(tagList(['x', 1, null, ' '])).toEqual(['x', '1']);
    expect(tagList(undefined)).toEqual([]);
    expect(languageCode('zh_Hans')).toBe('zh');
    expect(languageCode('english')).toBeUndefined();
  });
});

describe('metadata', () => {
  const parsed = {
    title: 'T',
    text: 'The cat is on the mat and it sleeps there for most of the day.',
    blocks: [],
    declared: { tags: ['a'], date: '2020-01-01' },
  };

  it('lets options win, adds tags and detects the language', () => {
    expect(describeDocument(parsed, 'text/plain', { tags: ['b', 'a'] })).toEqual({
      title: 'T',
      collection: 'default',
      language: 'en',
      mediaType: 'text/plain',
      date: '2020-01-01',
      tags: ['a', 'b'],
    });
    const options = { tags: [], collection: 'c', language: 'fr', date: '2021-01-01' };
    expect(describeDocument(parsed, 'text/plain', options)).toMatchObject({
      collection: 'c',
      language: 'fr',
      date: '2021-01-01',
    });
  });

  it('changes of a stored document only what an option names', () => {
    const stored = describeDocument(parsed, 'text/plain', { tags: [], collection: 'c' });
    expect(redescribe(stored, { tags: [] })).toBeUndefined();
    expect(redescribe(stored, { tags: ['a'], collection: 'c' })).toBeUndefined();
    expect(redescribe(stored, { tags: ['new'] })).toEqual({ ...stored, tags: ['a', 'new'] });
  });
});

describe('uriOf', () => {
  it('is a path inside the project and a URL outside', () => {
    expect(uriOf('/home/me/docs/a b.md', '/home/me')).toBe('docs/a b.md');
    expect(uriOf('/home/me/..odd/a.md', '/home/me')).toBe('..odd/a.md');
    expect(uriOf('/home/you/a b.md', '/home/me')).toBe('file:///home/you/a%20b.md');
  });
});
