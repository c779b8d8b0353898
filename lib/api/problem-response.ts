import { randomUUID } from 'node:crypto';
import { asRecollectError, RecollectError } from '@/lib/errors';

/** Anything thrown, as an error of the table; an unexpected one names the request under which it was logged. */
export function errorOfRequest(thrown: unknown, requestId: string): RecollectError {
  const error = asRecollectError(thrown);
  if (error.code !== 'internal') return error;
  return new RecollectError('internal', { requestId }, { cause: error.cause ?? error });
}

/** The answer to a request that went wrong (RFC 9457). */
export function problemResponse(
  error: RecollectError,
  requestId: string,
  headers: HeadersInit = {},
): Response {
  return new Response(JSON.stringify(error.toProblem(requestId)), {
    status: error.status,
    headers: {
      'content-type': 'application/problem+json; charset=utf-8',
      'cache-control': 'no-store',
      ...Object.fromEntries(new Headers(headers)),
    },
  });
}

/** The caller's id when it is short and harmless to repeat, otherwise a new one. */
export function requestIdOf(headers: Headers): string {
  const given = headers.get('x-request-id');
  return given !== null && /^[\w.:-]{1,64}$/.test(given) ? given : randomUUID();
}
