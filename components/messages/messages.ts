import { en, type Messages } from './en';
import { zh } from './zh';

export type { Messages };
export type Locale = 'en' | 'zh';

const MESSAGES: Record<Locale, Messages> = { en, zh };

/** The words of the interface in one language. */
export function messagesOf(locale: Locale): Messages {
  return MESSAGES[locale];
}

/**
 * The interface language for a browser's Accept-Language header: the first language in its order of preference
 * that there is; English when there is none.
 *
 * @example localeOf('fr, zh-CN;q=0.8, en;q=0.5') // 'zh'
 */
export function localeOf(acceptLanguage: string | null): Locale {
  const wanted = (acceptLanguage ?? '')
    .split(',')
    .map((entry) => {
      const [tag = '', ...parameters] = entry.trim().toLowerCase().split(';');
      const quality = parameters.map((parameter) => /^\s*q=([\d.]+)/.exec(parameter)?.[1]).find(Boolean);
      return { tag, quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality);
  for (const { tag } of wanted) {
    if (tag.startsWith('zh')) return 'zh';
    if (tag.startsWith('en')) return 'en';
  }
  return 'en';
}
