import type { Config } from '@/lib/config';
import { RecollectError } from '@/lib/errors';
import { findApiKey, noteUse, type ApiKey } from '@/lib/store/api-keys';
import { allows, type Scope } from '@/lib/store/scopes';
import type { Store } from '@/lib/store/types';
import { allowedOrigin } from './cross-origin';
import { isLoopback } from './request-guard';

/** Where a browser keeps its key; scripts of a page cannot read it. */
export const KEY_COOKIE = 'recollect_key';

type KeySettings = Pick<Config, 'host' | 'requireKey' | 'allowedHosts' | 'corsOrigins'>;

/** Whether the server asks for a key: always when others than this machine can reach it. */
export function keyRequired({ host, requireKey, allowedHosts }: KeySettings): boolean {
  // Another name than this machine's own is for others than this machine, whoever passes their requests on.
  return requireKey || ![host, ...allowedHosts].every(isLoopback);
}

/**
 * Lets a request pass that may do what it asks.
 *
 * @param open opens the database; not called when no key is needed or none was sent
 * @returns the key it came with; null when none is needed
 * @throws RecollectError `key_missing`, `key_invalid`, `key_expired`, `scope_missing`; what `open` throws
 */
export async function authorize(
  headers: Headers,
  needed: Scope,
  settings: KeySettings,
  open: () => Promise<Store>,
): Promise<ApiKey | null> {
  if (!keyRequired(settings)) return null;
  const secret = secretOf(headers, allowedOrigin(headers, settings.corsOrigins) === null);
  if (secret === null) throw new RecollectError('key_missing');
  const key = validKey(await open(), secret);
  if (allows(key.scopes, needed)) return key;
  throw new RecollectError('scope_missing', { needed, prefix: key.prefix, held: key.scopes.join(', ') });
}

/** The key of a secret, its use noted. @throws RecollectError `key_invalid`, `key_expired` */
export function validKey(store: Store, secret: string, now = new Date()): ApiKey {
  const key = findApiKey(store, secret);
  if (key === null || key.revokedAt !== null) throw new RecollectError('key_invalid');
  if (key.expiresAt !== null && Date.parse(key.expiresAt) <= now.getTime())
    throw new RecollectError('key_expired', { prefix: key.prefix, expired: key.expiresAt.slice(0, 10) });
  noteUse(store, key, now);
  return key;
}

/** The secret that a request carries: as `Authorization: Bearer`, or in the cookie of this site's own pages. */
function secretOf(headers: Headers, ownPage: boolean): string | null {
  const bearer = /^bearer +(\S+)$/i.exec(headers.get('authorization')?.trim() ?? '')?.[1];
  if (bearer !== undefined) return bearer;
  if (!ownPage) return null;
  const cookies = (headers.get('cookie') ?? '').split(';').map((cookie) => cookie.trim());
  const found = cookies.find((cookie) => cookie.startsWith(`${KEY_COOKIE}=`));
  return found?.slice(KEY_COOKIE.length + 1) || null;
}
