import { headers } from 'next/headers';
import { cache, type ReactNode } from 'react';
import { KeyPage } from '@/components/access/key-page';
import { authorize, keyRequired } from '@/lib/api/authorize';
import { log } from '@/lib/api/log';
import { errorOfRequest } from '@/lib/api/problem-response';
import { config } from '@/lib/config';
import type { ErrorCode } from '@/lib/errors';
import { runtime } from '@/lib/runtime';
import { SCOPES, type Scope } from '@/lib/store/scopes';

export interface ReaderAccess {
  /** What the reader may do; empty when he may not even read. */
  scopes: readonly Scope[];
  /** Whether he came with a key that he can take back. */
  signedIn: boolean;
  /** Why he may not read: no valid key, or none could be checked. */
  refused: ErrorCode | null;
}

/** What whoever asked for a page may see; found out once for a page. */
export const readerAccess = cache(async (): Promise<ReaderAccess> => {
  const settings = config();
  try {
    const key = await authorize(await headers(), 'search', settings, async () => (await runtime()).store);
    return { scopes: key?.scopes ?? SCOPES, signedIn: keyRequired(settings), refused: null };
  } catch (thrown) {
    const error = errorOfRequest(thrown, 'page');
    if (error.status >= 500) log().error({ code: error.code, err: error.cause ?? error }, 'key not checked');
    return { scopes: [], signedIn: false, refused: error.code };
  }
});

/** What is shown instead of a page to whoever may not see it; null to all others. Every page with data asks it first. */
export async function refusedPage(): Promise<ReactNode | null> {
  const { refused } = await readerAccess();
  return refused && <KeyPage refused={refused} />;
}
