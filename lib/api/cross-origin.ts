/** What a page of another site may send beside what is always allowed. */
const REQUEST_HEADERS = 'authorization, content-type, last-event-id, x-request-id';
/** What it may read of an answer's headers beside what is always allowed. */
const ANSWER_HEADERS =
  'location, ratelimit-limit, ratelimit-remaining, ratelimit-reset, retry-after, www-authenticate, x-request-id';
/** Seconds for which a browser need not ask again. */
const REMEMBERED = 600;

/**
 * The origin of a page of another site that may use the API (Config.corsOrigins), or null. Such a page comes with a key
 * of its own: the cookie of this site's pages does not count for it.
 */
export function allowedOrigin(headers: Headers, corsOrigins: readonly string[]): string | null {
  const origin = headers.get('origin');
  if (origin === null || !corsOrigins.includes(origin)) return null;
  // Listing the server's own address changes nothing for its own pages.
  return new URL(origin).host === headers.get('host')?.toLowerCase() ? null : origin;
}

/**
 * The CORS headers of an answer (Fetch standard, 3.3).
 *
 * @param methods given for the answer to OPTIONS: what the place allows
 */
export function crossOriginHeaders(
  headers: Headers,
  corsOrigins: readonly string[],
  methods?: string,
): Record<string, string> {
  if (corsOrigins.length === 0) return {};
  const origin = allowedOrigin(headers, corsOrigins);
  return {
    // Also without an origin: a cache must not give the answer for one to another.
    vary: 'Origin',
    ...(origin !== null && {
      'access-control-allow-origin': origin,
      'access-control-expose-headers': ANSWER_HEADERS,
      ...(methods !== undefined && {
        'access-control-allow-methods': methods,
        'access-control-allow-headers': REQUEST_HEADERS,
        'access-control-max-age': String(REMEMBERED),
      }),
    }),
  };
}
