import type { Config } from '@/lib/config';
import type { Finding } from '@/lib/examination/types';

export type { Finding, NamedFinding } from '@/lib/examination/types';

/** Looks and changes nothing. What it throws is a finding too. */
export type Check = (config: Config) => Promise<Finding[]>;

export function ok(says: string): Finding {
  return { state: 'ok', says };
}
