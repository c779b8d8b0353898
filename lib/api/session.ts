import { z } from 'zod';
import type { ApiKey } from '@/lib/store/api-keys';
import { SCOPES, type Scope } from '@/lib/store/scopes';
import { KEY_COOKIE } from './authorize';
import { parseRequest } from './parse-request';

/** What `GET /api/v1/session` answers. */
export interface Session {
  keyRequired: boolean;
  /** What the caller may do; empty when a valid key is missing. */
  scopes: readonly Scope[];
}

export const sessionSchema = z.strictObject({
  keyRequired: z.boolean().describe('Whether this server asks for keys.'),
  scopes: z.array(z.enum(SCOPES)).readonly().describe('What whoever asks may do; empty without a valid key.'),
}) satisfies z.ZodType<Session>;

/** Seconds for which a browser keeps a key at most. */
const KEPT = 30 * 24 * 3600;

export const signInSchema = z.strictObject({
  key: z
    .string({ error: 'must be a text' })
    .trim()
    .min(1, 'must not be empty')
    .max(200, 'is too long')
    .describe('As `npm run keys` has shown it.'),
});

/** The secret that a browser wants to keep. @throws RecollectError `invalid_request` */
export function signInRequestOf(body: unknown): string {
  return parseRequest(signInSchema, body).key;
}

/** The cookie that keeps a secret, at most as long as its key is valid; without one, the end of that cookie. */
export function keyCookie(
  request: Request,
  kept: { secret: string; key: ApiKey } | null,
  now = Date.now(),
): string {
  const valid = kept?.key.expiresAt ? Math.ceil((Date.parse(kept.key.expiresAt) - now) / 1000) : KEPT;
  const parts = [
    `${KEY_COOKIE}=${kept?.secret ?? ''}`,
    'Path=/',
    `Max-Age=${kept === null ? 0 : Math.min(KEPT, valid)}`,
    'HttpOnly',
    'SameSite=Strict',
    // Over plain HTTP a browser would not take it.
    ...(isSecure(request.headers, new URL(request.url).protocol) ? ['Secure'] : []),
  ];
  return parts.join('; ');
}

/** Whether a request came over HTTPS, by the word of the proxy before the server. @param protocol its own, with a colon */
export function isSecure(headers: Pick<Headers, 'get'>, protocol = 'http:'): boolean {
  const forwarded = headers.get('x-forwarded-proto')?.split(',')[0]?.trim();
  return (forwarded ?? protocol.replace(':', '')) === 'https';
}
