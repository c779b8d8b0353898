'use client';

import type { ReactNode } from 'react';
import { en } from './en';
import { MessagesContext } from './use-messages';

/** Everything below it speaks English. In a file of its own: nobody loads the words of two languages. */
export function English({ children }: { children: ReactNode }) {
  return <MessagesContext value={en}>{children}</MessagesContext>;
}
