/**
 * The Content-Security-Policy of a page: scripts only with this answer's nonce, nothing from elsewhere.
 *
 * @param nonce fresh for every answer
 * @param development Next.js' development server evaluates code and opens a socket for hot reloading
 */
export function contentSecurityPolicy(nonce: string, development: boolean): string {
  return [
    `default-src 'none'`,
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? ` 'unsafe-eval'` : ''}`,
    `style-src 'self' ${development ? `'unsafe-inline'` : `'nonce-${nonce}'`}`,
    `img-src 'self'`,
    `font-src 'self'`,
    `connect-src 'self'`,
    `manifest-src 'self'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
  ].join('; ');
}
