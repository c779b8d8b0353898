'use client';

import { createContext, use } from 'react';
import type { Messages } from './en';

export const MessagesContext = createContext<Messages | null>(null);

/** The words of the interface in the reader's language. */
export function useMessages(): Messages {
  const messages = use(MessagesContext);
  if (messages === null) throw new Error('There is no language above this component.');
  return messages;
}
