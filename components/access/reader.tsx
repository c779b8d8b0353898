'use client';

import { createContext, use, type ReactNode } from 'react';
import { useMessages } from '@/components/messages/use-messages';
import { signOut } from '@/lib/client/api-client';
import { KeyDialog } from './key-dialog';

const SignedInContext = createContext(false);

/** Tells what is below whether the reader came with a key, and asks for one when it ends. */
export function ReaderProvider({ signedIn, children }: { signedIn: boolean; children: ReactNode }) {
  return (
    <SignedInContext value={signedIn}>
      {children}
      {signedIn && <KeyDialog />}
    </SignedInContext>
  );
}

/** Makes the browser forget its key; nothing for whoever needs none. */
export function SignOut() {
  const { access } = useMessages();
  if (!use(SignedInContext)) return null;
  return (
    <button
      type="button"
      onClick={() => void signOut().then(() => window.location.reload())}
      className="rounded-sm hover:text-accent hover:underline"
    >
      {access.signOut}
    </button>
  );
}
