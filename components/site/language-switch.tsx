'use client';

import { useMessages } from '@/components/messages/use-messages';

/** Seconds for which the choice of language is kept. */
const ONE_YEAR = 365 * 24 * 3600;

/** Shows the page in the other language, and from then on every page. */
export function LanguageSwitch() {
  const { site, locale } = useMessages();
  const other = locale === 'en' ? 'zh' : 'en';
  return (
    <button
      type="button"
      lang={other}
      title={site.switchLabel}
      onClick={() => {
        document.cookie = `locale=${other}; path=/; max-age=${ONE_YEAR}; samesite=lax`;
        // The address holds the whole state of a page.
        window.location.reload();
      }}
      className="rounded-sm hover:text-accent hover:underline"
    >
      {site.switchTo}
    </button>
  );
}
