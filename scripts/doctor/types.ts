import type { Config } from '@/lib/config';
import type { ErrorCode } from '@/lib/errors';

/** What a check found: all is well, something to know, or something to mend. */
export interface Finding {
  state: 'ok' | 'warning' | 'failed';
  /** One sentence for people. */
  says: string;
  /** The file or folder it is about, absolute. */
  path?: string;
  /** A command, or what to do. */
  mend?: string;
  /** Row of the error table, which gives the exit status. Failures have one. */
  code?: ErrorCode;
}

/** Looks and changes nothing. What it throws is a finding too. */
export type Check = (config: Config) => Promise<Finding[]>;

export interface NamedFinding extends Finding {
  check: string;
}

export function ok(says: string): Finding {
  return { state: 'ok', says };
}
