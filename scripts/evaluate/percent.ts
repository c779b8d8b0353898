import type { Interval } from '@/lib/statistics/bootstrap';

/** A share with its interval, as the tables have it: `80 % [74, 88]`. */
export function percent({ mean, low, high }: Interval): string {
  return `${(mean * 100).toFixed(0)} % [${(low * 100).toFixed(0)}, ${(high * 100).toFixed(0)}]`;
}
