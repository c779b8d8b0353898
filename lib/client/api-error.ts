import type { ErrorDetails, Problem, Reason } from '@/lib/errors';

/** An answer of the API that is an error, or no whole answer at all (`unreachable`). */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    /** A code of the error table, or `unreachable` when nothing answered or the answer broke off. */
    readonly code: Problem['code'] | 'unreachable',
    message: string,
    /** HTTP status; 0 when `unreachable`. */
    readonly status: number,
    /** What the message names. */
    readonly details?: ErrorDetails,
    /** Seconds after which to try again, where the server said so (429, 503). */
    readonly retryAfter?: number,
  ) {
    super(message);
  }
}

/** Why a call failed, whatever it threw. */
export function reasonOf(thrown: unknown): Reason {
  if (!(thrown instanceof ApiError)) return { code: 'internal', message: String(thrown) };
  const { code, message, details } = thrown;
  return { code, message, details };
}
