import type { Config } from '@/lib/config';
import { fill, type ErrorDetails } from '@/lib/errors';
import { FINDING_TABLE, type FindingKind, type FindingRow } from '@/lib/examination/finding-table';
import type { Finding } from '@/lib/examination/types';

export type { Finding, NamedFinding } from '@/lib/examination/types';

/** Looks and changes nothing. What it throws is a finding too. */
export type Check = (config: Config) => Promise<Finding[]>;

/** A finding as its row of the table says it. @param details what stands for the placeholders of the row */
export function finding(
  state: Finding['state'],
  kind: FindingKind,
  details: ErrorDetails = {},
  more: Pick<Finding, 'path' | 'code'> = {},
): Finding {
  const { says, mend }: FindingRow = FINDING_TABLE[kind];
  return {
    state,
    says: fill(says, details),
    ...(mend === undefined ? {} : { mend: fill(mend, details) }),
    kind,
    details,
    ...more,
  };
}

export function ok(kind: FindingKind, details: ErrorDetails = {}): Finding {
  return finding('ok', kind, details);
}
