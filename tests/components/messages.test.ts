import { describe, expect, it } from 'vitest';
import { localeOf, messagesOf } from '@/components/messages/messages';

/** Paths of all words in a dictionary. */
function paths(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [path];
  return Object.entries(value).flatMap(([key, child]) => paths(child, `${path}.${key}`));
}

describe('messages', () => {
  it('say the same things in every language', () => {
    expect(paths(messagesOf('zh')).sort()).toEqual(paths(messagesOf('en')).sort());
  });

  it('are Chinese in Chinese', () => {
    const names = new Set([
      '.locale',
      '.site.name',
      '.search.pageTitle',
      '.errors.reason',
      '.examination.findings',
    ]);
    const untranslated = paths(messagesOf('zh')).filter((path) => {
      const value = path
        .split('.')
        .slice(1)
        .reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], messagesOf('zh'));
      const said =
        typeof value === 'function' ? String((value as (...args: string[]) => string)('', '', '')) : value;
      return typeof said === 'string' && !names.has(path) && !/[\u4e00-\u9fff]/.test(said);
    });
    // Figures, words that are the same in both, and the name of the other language.
    expect(untranslated.sort()).toEqual(['.match.bm25', '.match.part', '.match.share', '.site.switchTo']);
  });
});

describe('localeOf', () => {
  it.each([
    ['zh-CN,zh;q=0.9,en;q=0.8', 'zh'],
    ['en-US,en;q=0.9,zh;q=0.8', 'en'],
    ['fr, zh-CN;q=0.8, en;q=0.5', 'zh'],
    ['en;q=0.1, zh;q=0', 'en'],
    ['de', 'en'],
    [null, 'en'],
    [';;,q=,', 'en'],
  ])('%j → %s', (header, locale) => {
    expect(localeOf(header)).toBe(locale);
  });
});
