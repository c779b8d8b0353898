'use client';

import dynamic from 'next/dynamic';
import type { ReactNode } from 'react';
import type { Locale } from './messages';

// Nobody loads the words of two languages.
const English = dynamic(() => import('./english').then((module) => module.English));
const Chinese = dynamic(() => import('./chinese').then((module) => module.Chinese));

/** Gives everything below it one language. */
export function Language({ locale, children }: { locale: Locale; children: ReactNode }) {
  return locale === 'zh' ? <Chinese>{children}</Chinese> : <English>{children}</English>;
}
