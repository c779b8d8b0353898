import type { RecollectError } from '@/lib/errors';
import { rateHeaders } from './rate-headers';

/** What an answer says in its headers beside the problem itself: what to send, and when to come back. */
export function problemHeaders({ code, details }: RecollectError): Record<string, string> {
  switch (code) {
    case 'method_not_allowed':
      return { allow: String(details.allowed) };
    // RFC 6750, 3.
    case 'key_missing':
      return { 'www-authenticate': 'Bearer realm="Recollect"' };
    case 'key_invalid':
    case 'key_expired':
      return { 'www-authenticate': 'Bearer realm="Recollect", error="invalid_token"' };
    case 'scope_missing':
      return {
        'www-authenticate': `Bearer realm="Recollect", error="insufficient_scope", scope="${details.needed}"`,
      };
    case 'rate_limited':
      return {
        'retry-after': String(details.reset),
        ...rateHeaders(details.limit, details.remaining, details.reset),
      };
    case 'overloaded':
    case 'uploads_waiting':
      return { 'retry-after': String(details.retryAfter) };
    default:
      return {};
  }
}
