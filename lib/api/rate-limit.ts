import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Config } from '@/lib/config';
import { RecollectError } from '@/lib/errors';
import { processWide } from '@/lib/process-wide';
import { keyRequired } from './authorize';
import { rateHeaders } from './rate-headers';

/**
 * Requests a minute where others than this machine reach the server and nothing else is configured. Someone who types
 * sends one at every key, eight a second, and several people may share an address.
 */
const USUAL_LIMIT = 1_200;
const MINUTE = 60;

type RateSettings = Pick<Config, 'rateLimit'> & Parameters<typeof keyRequired>[0];

/** Requests a minute that one key or address may send; 0 for any number. */
export function rateLimitOf(settings: RateSettings): number {
  return settings.rateLimit ?? (keyRequired(settings) ? USUAL_LIMIT : 0);
}

/** Counts the requests of every caller, a minute at a time from its first one. */
export class RateLimit {
  readonly #limiter: RateLimiterMemory;

  /** @param perMinute at least 1 */
  constructor(readonly perMinute: number) {
    this.#limiter = new RateLimiterMemory({ points: perMinute, duration: MINUTE });
  }

  /**
   * Counts one request.
   *
   * @param who a key or an address
   * @returns the headers that tell the caller how many are left
   * @throws RecollectError `rate_limited`, with these headers' values in its details
   */
  async count(who: string): Promise<Record<string, string>> {
    try {
      const { remaining, reset } = stateOf(await this.#limiter.consume(who));
      return rateHeaders(this.perMinute, remaining, reset);
    } catch (thrown) {
      if (!(thrown instanceof RateLimiterRes)) throw thrown;
      throw new RecollectError('rate_limited', { limit: this.perMinute, ...stateOf(thrown) });
    }
  }
}

/** The limit of this process; null where there is none. */
export function rateLimit(settings: RateSettings): RateLimit | null {
  const perMinute = rateLimitOf(settings);
  return perMinute === 0 ? null : processWide('rate-limit', () => new RateLimit(perMinute));
}

function stateOf({ remainingPoints, msBeforeNext }: RateLimiterRes): { remaining: number; reset: number } {
  return { remaining: remainingPoints, reset: Math.ceil(msBeforeNext / 1000) };
}
