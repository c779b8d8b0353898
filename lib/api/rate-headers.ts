type Count = number | string | undefined;

/** What a caller is told of its limit, in the headers that most clients know; the reset is in seconds. */
export function rateHeaders(limit: Count, remaining: Count, reset: Count): Record<string, string> {
  return {
    'ratelimit-limit': String(limit),
    'ratelimit-remaining': String(remaining),
    'ratelimit-reset': String(reset),
  };
}
