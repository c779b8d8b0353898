'use client';

import { createContext, use, type ReactNode } from 'react';
import { messagesOf, type Locale, type Messages } from './messages';

const LocaleContext = createContext<Locale>('en');

/** Gives everything below it one language. */
export function LocaleProvider({ locale, children }: { locale: Locale; children: ReactNode }) {
  return <LocaleContext value={locale}>{children}</LocaleContext>;
}

/** The words of the interface in the reader's language. */
export function useMessages(): Messages {
  return messagesOf(use(LocaleContext));
}
