'use client';

import type { ReactNode } from 'react';
import { zh } from './zh';
import { MessagesContext } from './use-messages';

/** Everything below it speaks Chinese. In a file of its own: nobody loads the words of two languages. */
export function Chinese({ children }: { children: ReactNode }) {
  return <MessagesContext value={zh}>{children}</MessagesContext>;
}
