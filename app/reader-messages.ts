import { cookies, headers } from 'next/headers';
import { localeOf, messagesOf, type Locale, type Messages } from '@/components/messages/messages';

/** The language of whoever asked, for pages rendered on the server: the one chosen, or the browser's. */
export async function readerLocale(): Promise<Locale> {
  const chosen = (await cookies()).get('locale')?.value;
  if (chosen === 'en' || chosen === 'zh') return chosen;
  return localeOf((await headers()).get('accept-language'));
}

/** The words of the interface for whoever asked. */
export async function readerMessages(): Promise<Messages> {
  return messagesOf(await readerLocale());
}
